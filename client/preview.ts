import { guard } from './guard.ts'
import type { Settings } from './settings.ts'

const name = 'attune_preview'

/**
 * The token with which the owner looks at a draft: given, in the address, or kept for this tab. With
 * one, nothing that happens in the page is stored or sent, and slots are asked for in preview.
 */
export const previewToken = guard(
  ({ preview }: Settings): string | undefined =>
    preview || new URLSearchParams(location.search).get(name) || sessionStorage[name]
)
