import { watchGlobal } from './global.ts'
import type { Page } from './page.ts'

/** An entry in either dialect: `gtag(command, …)`, or an object with an event and its variables. */
export type DataLayerEntry = Record<string, unknown>

/**
 * Reads a tag manager's list: what was pushed before, then every push. The list is only read: none
 * is made where there is none, since pages take its existence for a tag manager's.
 */
export function readDataLayer(page: Page, read: (entry: DataLayerEntry) => void): void {
  const hear = page.guard((entries: unknown[]) => {
    for (const entry of entries) read(Object(entry))
  })
  watchGlobal(page, page.settings.dataLayer ?? 'dataLayer', (list) => {
    if (!Array.isArray(list)) return
    const push = list.push
    list.push = (...entries) => {
      const length = push.apply(list, entries)
      hear(entries)
      return length
    }
    hear([...list])
  })
}
