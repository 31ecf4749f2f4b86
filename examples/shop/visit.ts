import { randomBytes } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type AttuneAccount, identityToken } from './attune.ts'
import { type CartLine, readCart } from './cart.ts'
import { type Customer, findCustomer, type Sessions } from './customers.ts'

/** One request of a browser, in the shop's words. */
export interface Visit {
  path: string
  /** What was searched for. */
  query: string
  /** The customer whom the till is serving. */
  served?: Customer
  /** Where the shop answers, as this browser calls it. */
  origin: string
  cart: CartLine[]
  customer?: Customer
  /** Proof for Attune of who the customer is. */
  token?: string
  /** Number of the complaint that is open. */
  complaint?: string
  /** What the request before this one did, to be told once. */
  flash: Record<string, string>
  attune: AttuneAccount
  /** Lets the page's own inline scripts through its Content-Security-Policy. */
  nonce: string
}

interface Shop {
  attune: AttuneAccount
  sessions: Sessions
}

/** Reads a request. */
export async function readVisit(request: IncomingMessage, shop: Shop): Promise<Visit> {
  const url = new URL(request.url ?? '/', `http://${request.headers.host ?? 'localhost'}`)
  const cookies = readCookies(request.headers.cookie)
  const customer = await shop.sessions.read(cookies.session)
  const served = findCustomer(url.searchParams.get('customer') ?? '')
  const token = customer && (await identityToken(shop.attune, customer))
  return {
    path: url.pathname,
    query: (url.searchParams.get('q') ?? '').trim().slice(0, 100),
    ...(served && { served }),
    origin: url.origin,
    cart: readCart(cookies.cart),
    ...(customer && { customer }),
    ...(token && { token }),
    ...(cookies.complaint && { complaint: cookies.complaint }),
    flash: Object.fromEntries(new URLSearchParams(cookies.flash)),
    attune: shop.attune,
    nonce: randomBytes(16).toString('base64'),
  }
}

function readCookies(header = ''): Record<string, string | undefined> {
  return Object.fromEntries(
    header.split(';').map((part) => {
      const [name = '', ...value] = part.trim().split('=')
      return [name, decodeCookie(value.join('='))]
    })
  )
}

function decodeCookie(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return ''
  }
}
