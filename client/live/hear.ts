import type { Core } from '../core.ts'
import { createLine } from './line.ts'

/**
 * Listens to the edge, which has said that it will call when something happens elsewhere: a purchase at
 * the till takes the banner out of the page that is open. `ask` asks for slots, and shows what is new.
 */
export const hear = (core: Core, ask: (slots: readonly string[]) => unknown): void => {
  const { settings, slotsInPage } = core
  core.line ??= createLine(core, () => ask([...(settings.slots ?? []), ...slotsInPage()]))
  core.line.open()
}
