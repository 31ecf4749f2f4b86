import type { Problem } from '../condition/condition.ts'
import { parseInstant } from '../condition/instant.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { isSafeKey, own } from '../event/safe-key.ts'
import { utf8Bytes } from '../event/text.ts'
import type { CatalogueDeclaration } from './declaration.ts'
import { type Availability, availabilities, type Item } from './item.ts'
import { catalogueLimits } from './limits.ts'
import { amountOf, type Money, moneyOf } from './money.ts'

/** What is known besides the record itself. */
export interface ReadOptions {
  declaration: CatalogueDeclaration
  now: number
}

/** Names that feeds have for our fields, ours first: Google Merchant's, Shopify's, GA4's. */
const aliases = {
  id: ['id', 'product_id', 'item_id', 'sku'],
  name: ['name', 'title'],
  url: ['url', 'link'],
  image_url: ['image_url', 'image_link', 'image'],
  category: ['category', 'product_type', 'google_product_category'],
  brand: ['brand', 'vendor'],
  price: ['price'],
  sale_price: ['sale_price'],
  sale_dates: ['sale_price_effective_date'],
  list_price: ['list_price', 'compare_at_price'],
  currency: ['currency'],
  cost: ['cost', 'cost_of_goods_sold'],
  margin: ['margin'],
  availability: ['availability'],
  available: ['available', 'in_stock'],
  quantity: ['quantity', 'inventory', 'stock'],
  published_at: ['published_at', 'created_at'],
  starts_at: ['starts_at', 'availability_date'],
  ends_at: ['ends_at', 'expiration_date'],
} as const

type Field = keyof typeof aliases

/** Too long to keep in everybody's memory, and not what decides. */
const dropped: ReadonlySet<string> = new Set(['description', 'additional_image_link'])

/** Reads what a feed says of one item, whatever it calls its fields; or says what is wrong with it. */
export function readItem(
  record: JsonObject,
  { declaration, now }: ReadOptions
): { item: Item } | { problem: Problem } {
  const used = new Set<string>()
  const field = (name: Field): Json | undefined => {
    const declared = own(declaration.fields ?? {}, name)
    for (const key of declared === undefined ? aliases[name] : [declared]) {
      const value = own(record, key)
      if (value === undefined || value === null || value === '') continue
      used.add(key)
      return value
    }
    return undefined
  }
  const id = textOf(field('id'))
  if (id === undefined || id.length > 255 || !isSafeKey(id)) {
    return refuse('id_invalid', 'id', 'Give each item an id of 1 to 255 characters.')
  }
  const prices = pricesOf(field, now)
  if ('fault' in prices)
    return refuse('price_invalid', prices.fault, 'Write it as 29.90 or 29.90 EUR.')
  const dates = datesOf(field)
  if ('fault' in dates) return refuse('time_invalid', dates.fault, 'Write times as ISO 8601.')
  const stock = stockOf(field)
  if ('fault' in stock) {
    return refuse('availability_invalid', stock.fault, `It is one of ${availabilities.join(', ')}.`)
  }
  const item: Item = { id }
  for (const name of ['name', 'url', 'image_url', 'category', 'brand'] as const) {
    const text = textOf(field(name))
    if (text !== undefined) item[name] = text
  }
  Object.assign(item, prices, dates, stock)
  if (item.price !== undefined && declaration.currency) item.currency ??= declaration.currency
  if (item.currency === noCurrency) delete item.currency
  const more = moreOf(record, used)
  if (Object.keys(more).length > 0) item.more = more
  if (utf8Bytes(JSON.stringify(item)) > catalogueLimits.itemBytes) {
    return refuse('too_large', '', `Keep an item within ${catalogueLimits.itemBytes} bytes.`)
  }
  return { item }
}

/** ISO 4217's code for "no currency". */
const noCurrency = 'XXX'

type ReadField = (name: Field) => Json | undefined

/** What it costs now: the reduced price while it holds, with the full one beside it. */
function pricesOf(field: ReadField, now: number): Partial<Item> | { fault: string } {
  const amounts: Partial<Record<'price' | 'sale_price' | 'list_price' | 'cost' | 'margin', Money>> =
    {}
  for (const name of ['price', 'sale_price', 'list_price', 'cost', 'margin'] as const) {
    const value = field(name)
    if (value === undefined) continue
    const money = moneyOf(value)
    if (money === undefined) return { fault: name }
    amounts[name] = money
  }
  const isReduced = amounts.sale_price !== undefined && isWithin(field('sale_dates'), now)
  const price = isReduced ? amounts.sale_price : amounts.price
  const listPrice = amounts.list_price ?? (isReduced ? amounts.price : undefined)
  const margin = amounts.margin?.amount ?? marginOf(price, amounts.cost)
  const currency = textOf(field('currency')) ?? price?.currency
  return {
    ...(price && { price: price.amount }),
    ...(currency !== undefined && { currency: currency.toUpperCase().slice(0, 3) }),
    ...(listPrice && { list_price: listPrice.amount }),
    ...(margin !== undefined && { margin }),
  }
}

function marginOf(price: Money | undefined, cost: Money | undefined): number | undefined {
  return price && cost && Math.round((price.amount - cost.amount) * 100) / 100
}

/** Google's `2026-11-01T00:00Z/2026-11-30T23:59Z`; without dates it always holds. */
function isWithin(dates: Json | undefined, now: number): boolean {
  if (typeof dates !== 'string') return true
  const [from, until] = dates.split('/').map((one) => parseInstant(one.trim()))
  return (from ?? -Infinity) <= now && now < (until ?? Infinity)
}

function datesOf(field: ReadField): Partial<Item> | { fault: string } {
  const dates: Partial<Item> = {}
  for (const name of ['published_at', 'starts_at', 'ends_at'] as const) {
    const value = field(name)
    if (value === undefined) continue
    const at = typeof value === 'number' ? value : parseInstant(String(value))
    if (at === undefined) return { fault: name }
    dates[name] = at
  }
  return dates
}

/** Google's words with blanks or without, schema.org's addresses, or a yes, a no, or a number in stock. */
function stockOf(field: ReadField): Partial<Item> | { fault: string } {
  const said = textOf(field('availability'))
  if (said !== undefined) {
    const word =
      said
        .split('/')
        .at(-1)
        ?.replace(/([a-z])([A-Z])/g, '$1_$2') ?? ''
    const availability = availabilityOf(word.toLowerCase().replaceAll(/[\s-]+/g, '_'))
    if (availability === undefined) return { fault: 'availability' }
    return { availability, available: availability !== 'out_of_stock' }
  }
  const available = field('available')
  if (available !== undefined) {
    const isAvailable = /^(?:true|yes|y|1)$/i.test(String(available))
    const isNot = /^(?:false|no|n|0)$/i.test(String(available))
    return isAvailable || isNot ? stated(isAvailable) : { fault: 'available' }
  }
  const quantity = field('quantity')
  if (quantity === undefined) return {}
  const amount = amountOf(quantity)
  return amount === undefined ? { fault: 'quantity' } : stated(amount > 0)
}

function stated(available: boolean): Partial<Item> {
  return { available, availability: available ? 'in_stock' : 'out_of_stock' }
}

function availabilityOf(word: string): Availability | undefined {
  const known: Readonly<Record<string, Availability>> = {
    pre_order: 'preorder',
    back_order: 'backorder',
    sold_out: 'out_of_stock',
    discontinued: 'out_of_stock',
    limited_availability: 'in_stock',
  }
  return own(known, word) ?? availabilities.find((one) => one === word)
}

/** The owner's own fields, as far as there is room; nested ones are not facts. */
function moreOf(record: JsonObject, used: ReadonlySet<string>): JsonObject {
  const more: JsonObject = {}
  let places: number = catalogueLimits.more
  for (const [key, value] of Object.entries(record)) {
    const isOwn = !used.has(key) && !dropped.has(key) && isSafeKey(key) && key.length <= 64
    const isFlat = typeof value !== 'object' || (Array.isArray(value) && value.every(isScalar))
    if (!isOwn || !isFlat || value === '' || places === 0) continue
    more[key] = typeof value === 'string' ? value.slice(0, 512).toWellFormed() : value
    places--
  }
  return more
}

function isScalar(value: Json): boolean {
  return typeof value !== 'object'
}

function textOf(value: Json | undefined): string | undefined {
  if (typeof value === 'number') return String(value)
  if (typeof value !== 'string') return undefined
  return value.trim().slice(0, catalogueLimits.text).toWellFormed() || undefined
}

function refuse(code: string, path: string, message: string): { problem: Problem } {
  return { problem: { code, path, message } }
}
