import { SignJWT } from 'jose'
import type { Customer } from './customers.ts'
import type { Order } from './orders.ts'
import { orderFacts } from './product-facts.ts'

/** What the shop was given when it signed up with Attune. */
export interface AttuneAccount {
  /** Where Attune answers, `http://localhost:8787`. */
  url: string
  site: string
  publicKey: string
  secretKey: string
  /** The key that signs who a visitor is. Without it, the shop does not tell. */
  identity?: { kid: string; key: Uint8Array }
  /** The head snippet, as it was pasted into the shop's template. */
  snippet: string
}

/** A token that proves to Attune who is signed in, for a page of the next quarter of an hour. */
export async function identityToken(
  { site, identity }: AttuneAccount,
  customer: Customer
): Promise<string | undefined> {
  if (!identity) return undefined
  return new SignJWT()
    .setProtectedHeader({ alg: 'HS256', kid: identity.kid })
    .setSubject(customer.id)
    .setAudience(site)
    .setIssuedAt()
    .setExpirationTime('15m')
    .sign(identity.key)
}

interface Sale {
  customer: Customer
  order: Order
  origin: string
}

/** Tells Attune of a sale at the till. Answers what went wrong, if anything did. */
export async function reportSale(
  account: AttuneAccount,
  { customer, order, origin }: Sale
): Promise<string | undefined> {
  try {
    const answer = await post(account, '/v1/track', {
      // The order's own number: however often the till repeats itself, the sale counts once.
      messageId: `till-${order.id}`,
      userId: customer.id,
      event: 'Order Completed',
      properties: { ...orderFacts({ origin }, order), affiliation: 'Street shop' },
      timestamp: new Date().toISOString(),
    })
    return answer.ok ? undefined : `${answer.status} ${await answer.text()}`
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** What to say to a customer who stands at the till: the same hub decides, for another channel. */
export async function askWhatToSay(
  account: AttuneAccount,
  { id }: Customer
): Promise<string | undefined> {
  const question = { userId: id, slots: ['desk-line'], channel: 'till', record: true }
  try {
    const answer = await post(account, '/v1/decisions', question)
    if (!answer.ok) return undefined
    const { decisions } = await answer.json()
    return decisions[0]?.content.data?.say
  } catch {
    return undefined // The till works without advice.
  }
}

function post({ url, secretKey }: AttuneAccount, path: string, body: unknown): Promise<Response> {
  const authorization = `Basic ${Buffer.from(`${secretKey}:`).toString('base64')}`
  return fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(5_000),
  })
}
