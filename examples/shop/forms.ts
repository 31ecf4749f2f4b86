import type { IncomingMessage, ServerResponse } from 'node:http'
import { cookie, flash, redirect } from './answer.ts'
import { reportSale } from './attune.ts'
import { withoutProduct, withProduct, writeCart } from './cart.ts'
import { findProduct } from './catalogue.ts'
import { findCustomer, type Sessions } from './customers.ts'
import type { OrderBook } from './orders.ts'
import type { Visit } from './visit.ts'

interface Desk {
  visit: Visit
  fields: URLSearchParams
  sessions: Sessions
  orders: OrderBook
}

/** Where to go after a form, and what to remember. */
interface Next {
  to: string
  cookies?: string[]
}

type Form = (desk: Desk) => Next | Promise<Next>

/** What each form of the shop does. */
const forms: Record<string, Form> = {
  '/cart/add': ({ visit, fields }) => {
    const product = findProduct(fields.get('product') ?? '')
    if (!product) return { to: '/cart' }
    const cart = writeCart(withProduct(visit.cart, product))
    return { to: '/cart', cookies: [cookie('cart', cart), flash({ added: product.id })] }
  },

  '/cart/remove': ({ visit, fields }) => {
    const id = fields.get('product') ?? ''
    const cart = writeCart(withoutProduct(visit.cart, id))
    return { to: '/cart', cookies: [cookie('cart', cart), flash({ removed: id })] }
  },

  '/order': ({ visit, orders }) => {
    if (visit.cart.length === 0) return { to: '/cart' }
    const order = orders.place(visit.cart)
    return { to: `/order/${order.id}`, cookies: [cookie('cart', '', 0)] }
  },

  '/login': async ({ fields, sessions }) => {
    const customer = findCustomer(fields.get('customer') ?? '')
    if (!customer) return { to: '/account' }
    return { to: '/account', cookies: [cookie('session', await sessions.issue(customer))] }
  },

  '/logout': () => ({
    to: '/account',
    cookies: [cookie('session', '', 0), cookie('cart', '', 0), flash({ left: 'yes' })],
  }),

  '/help': () => {
    const id = `C-${Date.now().toString(36).toUpperCase()}`
    return { to: '/help', cookies: [cookie('complaint', id), flash({ complained: id })] }
  },

  '/help/settled': ({ visit: { complaint = '' } }) => ({
    to: '/help',
    cookies: [cookie('complaint', '', 0), flash({ settled: complaint })],
  }),

  '/till': async ({ visit, fields, orders }) => {
    const customer = findCustomer(fields.get('customer') ?? '')
    const product = findProduct(fields.get('product') ?? '')
    if (!customer || !product) return { to: '/till' }
    const order = orders.place([{ product, quantity: 1 }])
    const problem = await reportSale(visit.attune, { customer, order, origin: visit.origin })
    const isOwn = customer.id === visit.customer?.id
    const cart = isOwn ? [cookie('cart', writeCart(withoutProduct(visit.cart, product.id)))] : []
    const said = problem ? flash({ failed: problem }) : flash({ sold: product.name })
    return { to: `/till?customer=${customer.id}`, cookies: [...cart, said] }
  },
}

const maxBytes = 10_000

/** Does what a form asks; false when there is no such form. */
export async function handleForm(
  request: IncomingMessage,
  response: ServerResponse,
  desk: Omit<Desk, 'fields'>
): Promise<boolean> {
  const form = Object.hasOwn(forms, desk.visit.path) ? forms[desk.visit.path] : undefined
  if (!form) return false
  const { to, cookies } = await form({ ...desk, fields: await readFields(request) })
  redirect(response, to, cookies)
  return true
}

async function readFields(request: IncomingMessage): Promise<URLSearchParams> {
  let text = ''
  for await (const chunk of request) {
    text += chunk
    if (text.length > maxBytes) throw new Error('A form of this shop is never that long.')
  }
  return new URLSearchParams(text)
}
