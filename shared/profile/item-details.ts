import type { Event } from '../event/event.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { isSafeKey, own } from '../event/safe-key.ts'

/** An item as an event names it. */
export interface NamedItem {
  id: string
  properties: JsonObject
}

/** Keys that name an item, in order of preference. */
const idKeys = ['product_id', 'item_id', 'sku', 'content_asset_id'] as const

/** What is worth most about an item: kept first when an event says more than we keep. */
const foremost: ReadonlySet<string> = new Set([
  'name',
  'category',
  'brand',
  'variant',
  'price',
  'currency',
  'url',
  'image_url',
  'quantity',
  'sku',
])

/** About the cart, the order or the page, not about the item. */
const foreign: ReadonlySet<string> = new Set([
  'product_id',
  'item_id',
  'content_asset_id',
  'cart_id',
  'order_id',
  'checkout_id',
  'value',
  'query',
  'list_id',
  'list',
])

/** The items an event names: its products, and itself when it has an item's id. */
export function itemsOf({ properties }: Event): NamedItem[] {
  const { products } = properties
  if (!Array.isArray(products)) return [toItem(properties)].filter((item) => item !== undefined)
  return [properties, ...products.slice(0, limits.aggregate.rows)]
    .map(toItem)
    .filter((item) => item !== undefined)
}

function toItem(json: Json): NamedItem | undefined {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) return undefined
  const id = idKeys.map((key) => textOf(own(json, key))).find((text) => text !== undefined)
  return id === undefined ? undefined : { id, properties: detailsOf(json) }
}

function textOf(id: Json | undefined): string | undefined {
  if (typeof id === 'number') return String(id)
  if (typeof id !== 'string' || id === '' || id.length > limits.event.id) return undefined
  return isSafeKey(id) ? id : undefined
}

function detailsOf(json: JsonObject): JsonObject {
  const kept: JsonObject = {}
  let places: number = limits.profile.itemProperties
  let units: number = limits.profile.itemText
  const keep = (key: string): void => {
    const value = own(json, key)
    const length = key.length + lengthOf(value)
    if (value === undefined || places === 0 || length > units) return
    kept[key] = value
    places--
    units -= length
  }
  for (const key of foremost) keep(key)
  for (const key of Object.keys(json)) {
    if (!foremost.has(key) && !foreign.has(key) && isSafeKey(key)) keep(key)
  }
  return kept
}

/** Room that a text, number or boolean takes; nothing else is a detail. */
function lengthOf(value: Json | undefined): number {
  if (typeof value === 'string') return value.length
  return typeof value === 'number' || typeof value === 'boolean' ? 8 : Infinity
}
