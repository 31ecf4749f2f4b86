import type { JsonObject } from '../../shared/event/json.ts'

const number = /^(price|quantity|value|revenue|total)$/

/** What attributes say of an event: `data-attune-image-url="…"` is its `image_url`. */
const ofEvent = /^data-attune-(?!event|slot|live|page-)(.+)/
/** What attributes of `<html>` and `<body>` say of the page. */
const ofPage = /^data-attune-page-(.+)/

/** Properties from the attributes of elements; the first element to name one wins. */
const read = (elements: (Element | null)[], pattern: RegExp): JsonObject => {
  const properties: JsonObject = {}
  for (const element of elements) {
    for (const { name, value } of element?.attributes ?? []) {
      const words = pattern.exec(name)?.[1]
      if (!words) continue
      const key = words.replace(/^(product|item)$/, 'product_id').replace(/-/g, '_')
      properties[key] ??= number.test(key) ? Number(value) : value
    }
  }
  return properties
}

/** Properties of an element; inside a marked product or item also which one it is about. */
export const markedProperties = (element: Element): JsonObject =>
  read([element, element.closest('[data-attune-product],[data-attune-item]')], ofEvent)

/** What the owner says about the page. */
export const pageProperties = (): JsonObject =>
  read([document.body, document.documentElement], ofPage)
