import type { JsonObject } from '../../shared/event/json.ts'
import type { Page } from './page.ts'

/** Tells of one kind of trouble, five times per showing: a page in trouble must not become ours. */
export function createTrouble(page: Page, event: string): (properties: JsonObject) => void {
  let left = 0
  page.onShow(() => {
    left = 5
  })
  return (properties) => {
    if (left-- > 0) page.tell(event, { ...properties, path: location.pathname })
  }
}
