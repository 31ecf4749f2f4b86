import type { JsonObject } from '../../shared/event/json.ts'
import type { DataLayerEntry } from './data-layer.ts'
import type { Page } from './page.ts'

/** GA4's recommended events that mean something here. Whatever else is pushed is the site's affair. */
const events =
  /^((view|select|add_to|remove_from|begin|add)_(item|item_list|search_results|cart|wishlist|promotion|checkout|shipping_info|payment_info)|purchase|refund|search|sign_up|login|generate_lead|share)$/

/** GA4's parameters of those events and of their items. */
const parameters =
  /^(currency|value|coupon|discount|tax|affiliation|price|quantity|index|method|search_term|(item|promotion|creative|location|transaction|payment|shipping)(_\w+)?)$/

/** Keeps an event under the size at which the outbox refuses it. */
const maxItems = 50

/**
 * Commerce as GA4's `dataLayer` tells it. Names stay GA4's: the edge maps them to the canonical ones,
 * as it does for everybody else who sends them.
 */
export function createCommerceReader(page: Page): (entry: DataLayerEntry) => void {
  /** Kept until `ecommerce: null`, as tag managers do: an event may come after its data. */
  let kept: object | null = null

  const tell = (event: unknown, data: unknown) => {
    if (events.test(String(event))) page.tell(String(event), pick(data))
  }
  return (entry) => {
    const { ecommerce } = entry
    if (entry[0] === 'event') tell(entry[1], entry[2])
    if (ecommerce !== undefined) kept = ecommerce && Object.assign({}, kept, ecommerce)
    tell(entry.event, { ...entry, ...kept })
  }
}

function pick(data: unknown): JsonObject {
  const picked: JsonObject = {}
  for (const [key, value] of Object.entries(Object(data))) {
    if (key === 'items' && Array.isArray(value)) picked[key] = value.slice(0, maxItems).map(pick)
    if (!parameters.test(key)) continue
    if (typeof value === 'number') picked[key] = value
    if (typeof value === 'string') picked[key] = value.slice(0, 255)
  }
  return picked
}
