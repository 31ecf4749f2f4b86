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
const details = [
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
] as const

/** About the cart, the order or the page, not about the item. */
const notDetails: ReadonlySet<string> = new Set([
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
  const listed = Array.isArray(products) ? products.slice(0, limits.aggregate.rows) : []
  return [properties, ...listed].map(toItem).filter((item) => item !== undefined)
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
  const others = Object.keys(json).filter((key) => !notDetails.has(key))
  for (const key of new Set([...details, ...others])) {
    const value = own(json, key)
    if (Object.keys(kept).length >= limits.profile.itemProperties) break
    if (isDetail(value) && isSafeKey(key)) kept[key] = value
  }
  return kept
}

function isDetail(value: Json | undefined): value is Json {
  if (typeof value === 'string') return value.length <= limits.profile.itemText
  return typeof value === 'number' || typeof value === 'boolean'
}
