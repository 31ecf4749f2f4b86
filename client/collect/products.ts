import type { JsonObject } from '../../shared/event/json.ts'
import { markedProperties } from './marks.ts'

/** Counts the products in the page that have not been counted yet. */
export const countProducts = (
  counted: Set<string>,
  track: (event: string, properties: JsonObject) => unknown
): void => {
  for (const element of document.querySelectorAll('[data-attune-product]')) {
    const id = element.getAttribute('data-attune-product') ?? ''
    if (counted.has(id)) continue
    counted.add(id)
    track('Product Viewed', markedProperties(element))
  }
}
