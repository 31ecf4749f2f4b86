import { guard } from './guard.ts'
import type { Settings } from './settings.ts'

const name = 'attune_preview'
const inTab = guard(() => sessionStorage.getItem(name))

/** Whether the owner looks at the page with a preview token: given, in the address, or kept for this tab. */
export const isPreview = ({ preview }: Settings): boolean =>
  !!(preview || new URLSearchParams(location.search).get(name) || inTab())
