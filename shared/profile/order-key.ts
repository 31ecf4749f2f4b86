import { isBlockedId } from '../event/blocked-id.ts'
import type { Event } from '../event/event.ts'
import { fingerprint } from '../event/fingerprint.ts'
import type { Json } from '../event/json.ts'
import { own } from '../event/safe-key.ts'

/** Events that tell of an order, once however often they come; with the letter of their keys. */
const tellings = { 'Order Completed': 'c', 'Order Cancelled': 'x', 'Order Refunded': 'r' } as const

const names = new Map<string, string>(
  Object.entries(tellings).map(([name, letter]) => [letter, name])
)

/**
 * What makes two events tellings of the same thing: their name and their order's id. An order can be
 * refunded in parts, so a refund is told from another by its own id, else by what it gives back.
 */
export function orderKey({ name, properties }: Event): string | undefined {
  const letter = own(tellings, name)
  const order = letter && idOf(own(properties, 'order_id'))
  if (!order) return undefined
  const part = letter === 'r' ? refundOf(properties) : ''
  return `${letter}${fingerprint(`${order}\n${part}`).toString(36)}`
}

/** Name of the events that a key stands for. */
export function nameOfKey(key: string): string | undefined {
  return names.get(key.slice(0, 1))
}

function refundOf(properties: Event['properties']): string {
  const { refund_id, total, revenue, value, products } = properties
  return idOf(refund_id) ?? JSON.stringify([total ?? revenue ?? value ?? null, products ?? null])
}

/** Shops number their orders, or name them: `1001` and `"1001"` are one. */
function idOf(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined
  const id = String(value).trim()
  return isBlockedId(id) ? undefined : id
}
