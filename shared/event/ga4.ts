import type { Json, JsonObject } from './json.ts'

/**
 * Google Analytics 4's ecommerce vocabulary in ours (which is Segment's). Kept apart and without
 * imports at run time: the page's dataLayer reader loads this file too.
 */

/** GA4's event name -> the canonical one. */
export const ga4Events = {
  search: 'Products Searched',
  view_search_results: 'Products Searched',
  view_item_list: 'Product List Viewed',
  select_item: 'Product Clicked',
  view_item: 'Product Viewed',
  add_to_cart: 'Product Added',
  remove_from_cart: 'Product Removed',
  view_cart: 'Cart Viewed',
  add_to_wishlist: 'Product Added to Wishlist',
  begin_checkout: 'Checkout Started',
  add_shipping_info: 'Checkout Step Completed',
  add_payment_info: 'Payment Info Entered',
  purchase: 'Order Completed',
  refund: 'Order Refunded',
  view_promotion: 'Promotion Viewed',
  select_promotion: 'Promotion Clicked',
  share: 'Product Shared',
  sign_up: 'Signed Up',
  login: 'Signed In',
  generate_lead: 'Lead Generated',
} as const

/** GA4's parameter -> the canonical property, at the top of an event. */
export const ga4Properties = {
  search_term: 'query',
  transaction_id: 'order_id',
  items: 'products',
  item_list_id: 'list_id',
  item_list_name: 'list',
  promotion_name: 'name',
  creative_name: 'creative',
  creative_slot: 'position',
  payment_type: 'payment_method',
  shipping_tier: 'shipping_method',
} as const

/** GA4's parameter -> the canonical key, inside an item. */
export const ga4ItemProperties = {
  item_id: 'product_id',
  item_name: 'name',
  item_brand: 'brand',
  item_category: 'category',
  item_category2: 'category2',
  item_category3: 'category3',
  item_category4: 'category4',
  item_category5: 'category5',
  item_variant: 'variant',
  item_list_id: 'list_id',
  item_list_name: 'list',
  index: 'position',
} as const

/** What GA4 calls `value` (goods without tax and shipping) where Segment has a word of its own. */
const valueNames: Record<string, string> = { purchase: 'revenue', refund: 'total' }

/** Events about one product: Segment has its keys at the top, GA4 in a list of one. */
const single = new Set<string>([
  'view_item',
  'select_item',
  'add_to_cart',
  'remove_from_cart',
  'add_to_wishlist',
])

/** Translates a GA4 ecommerce event; undefined when GA4 has no such event. */
export function fromGa4(
  name: string,
  parameters: JsonObject
): { name: string; properties: JsonObject } | undefined {
  if (!Object.hasOwn(ga4Events, name)) return undefined
  const properties = rename(parameters, { ...ga4Properties, value: valueNames[name] ?? 'value' })
  const products = properties.products
  if (Array.isArray(products)) {
    properties.products = products.map((item) => (isObject(item) ? renameItem(item) : item))
    if (single.has(name)) liftFirst(properties)
  }
  return { name: ga4Events[name as keyof typeof ga4Events], properties }
}

function renameItem(item: JsonObject): JsonObject {
  return rename(item, ga4ItemProperties)
}

/** A canonical key that the sender gave as well keeps its value; the other one then keeps its name. */
function rename(from: JsonObject, names: Readonly<Record<string, string>>): JsonObject {
  const to: JsonObject = {}
  for (const [key, value] of Object.entries(from)) {
    const name = Object.hasOwn(names, key) ? (names[key] ?? key) : key
    to[Object.hasOwn(from, name) ? key : name] = value
  }
  return to
}

function liftFirst(properties: JsonObject): void {
  const products = properties.products
  if (!Array.isArray(products) || !isObject(products[0])) return
  for (const [key, value] of Object.entries(products[0])) {
    if (!Object.hasOwn(properties, key)) properties[key] = value
  }
  if (products.length === 1) delete properties.products
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
