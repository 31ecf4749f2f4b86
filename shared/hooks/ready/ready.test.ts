import { expect, test } from 'vitest'
import { emailHash } from '../../event/email-hash.ts'
import type { Json } from '../../event/json.ts'
import { mapDelivery } from '../map.ts'
import { prepareSource } from '../prepare.ts'
import type { ReadyName } from './names.ts'

/** Deliveries as the providers document them, shortened to what a reader needs to see. */
async function callsOf(like: ReadyName, body: Json, headers: Record<string, string> = {}) {
  const prepared = prepareSource(like, { like })
  if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems))
  const mapped = await mapDelivery(prepared.source, { body, headers })
  if ('problem' in mapped) throw new Error(JSON.stringify(mapped.problem))
  return mapped.calls
}

const topic = (name: string) => ({ 'x-shopify-topic': name })

const order = {
  id: 5678901234567,
  admin_graphql_api_id: 'gid://shopify/Order/5678901234567',
  created_at: '2026-11-20T10:15:00-05:00',
  processed_at: '2026-11-20T10:16:00-05:00',
  cancelled_at: '2026-11-21T09:00:00-05:00',
  cancel_reason: 'customer',
  currency: 'EUR',
  email: ' Jon@Shop.Example ',
  customer: { id: 6789012345678, email: 'jon@shop.example' },
  subtotal_price: '179.00',
  total_price: '189.00',
  total_tax: '30.00',
  total_discounts: '10.00',
  discount_codes: [{ code: 'WELCOME10', amount: '10.00', type: 'fixed_amount' }],
  line_items: [
    {
      ...{ id: 8901234567890, product_id: 632910392, variant_id: 808950810, sku: 'BOOT-42' },
      ...{
        title: 'Winter boots',
        variant_title: '42',
        vendor: 'Larch',
        price: '189.00',
        quantity: 1,
      },
    },
  ],
}

test('an order made in Shopify is complete, with its goods, and no address but a hash', async () => {
  const calls = await callsOf('shopify', order, topic('orders/create'))
  expect(calls).toMatchObject([
    {
      type: 'track',
      event: 'Order Completed',
      messageId: `shopify-order-${order.id}`,
      timestamp: '2026-11-20T10:15:00-05:00',
      properties: {
        ...{ order_id: String(order.id), total: 189, tax: 30, discount: 10, currency: 'EUR' },
        coupon: 'WELCOME10',
        products: [{ product_id: '632910392', name: 'Winter boots', price: 189, quantity: 1 }],
      },
      context: {
        externalIds: [
          { type: 'shopify_customer', id: String(order.customer.id) },
          { type: 'shopify_order', id: String(order.id) },
          { type: 'email_sha256', id: emailHash('jon@shop.example') },
        ],
      },
    },
  ])
  expect(JSON.stringify(calls).toLowerCase()).not.toContain('jon@')
})

test.each([
  ['orders/paid', 'Order Updated', { status: 'paid', total: 189 }],
  ['orders/cancelled', 'Order Cancelled', { reason: 'customer', total: 189 }],
])('Shopify’s %s becomes %s', async (name, event, properties) => {
  expect(await callsOf('shopify', order, topic(name))).toMatchObject([{ event, properties }])
})

test('a refund in Shopify finds its buyer by the order, and counts what was really paid back', async () => {
  const refund = {
    ...{ id: 7890123456789, order_id: order.id, created_at: '2026-11-22T08:00:00Z' },
    refund_line_items: [
      { quantity: 1, line_item: { product_id: 632910392, title: 'Winter boots', price: '189.00' } },
    ],
    transactions: [
      { kind: 'refund', status: 'success', amount: '100.00', currency: 'EUR' },
      { kind: 'refund', status: 'failure', amount: '89.00', currency: 'EUR' },
    ],
  }
  expect(await callsOf('shopify', refund, topic('refunds/create'))).toMatchObject([
    {
      event: 'Order Refunded',
      properties: { total: 100, currency: 'EUR', products: [{ product_id: '632910392' }] },
      context: { externalIds: [{ type: 'shopify_order', id: String(order.id) }] },
    },
  ])
})

test('a topic that nobody asked for becomes nothing', async () => {
  expect(await callsOf('shopify', order, topic('carts/update'))).toEqual([])
})

const session = {
  ...{
    id: 'cs_test_a1',
    object: 'checkout.session',
    client_reference_id: 'u-7',
    customer: 'cus_N1',
  },
  ...{ customer_details: { email: 'ann@mail.example' }, customer_email: null, currency: 'eur' },
  ...{ amount_subtotal: 5_000, amount_total: 5_490, payment_status: 'paid', metadata: {} },
  total_details: { amount_discount: 0, amount_shipping: 490, amount_tax: 0 },
}
const stripeEvent = (type: string, object: Json, more: Record<string, Json> = {}) => ({
  ...{ id: 'evt_1', object: 'event', type, created: 1_790_000_000 },
  data: { object, ...more },
})

test('a checkout in Stripe is an order in whole money', async () => {
  const calls = await callsOf('stripe', stripeEvent('checkout.session.completed', session))
  expect(calls).toMatchObject([
    {
      ...{ event: 'Order Completed', messageId: 'stripe-session-cs_test_a1', userId: 'u-7' },
      timestamp: '2026-09-21T14:13:20.000Z',
      properties: { order_id: 'cs_test_a1', total: 54.9, shipping: 4.9, currency: 'EUR' },
    },
  ])
})

test('yen have no hundredth part', async () => {
  const yen = { ...session, currency: 'jpy' }
  const [call] = await callsOf('stripe', stripeEvent('checkout.session.completed', yen))
  expect(call).toMatchObject({ properties: { total: 5_490 } })
})

test('a checkout that is not paid yet becomes an order when the money comes, and only once', async () => {
  const unpaid = { ...session, payment_status: 'unpaid' }
  expect(await callsOf('stripe', stripeEvent('checkout.session.completed', unpaid))).toEqual([])
  const later = await callsOf(
    'stripe',
    stripeEvent('checkout.session.async_payment_succeeded', session)
  )
  expect(later).toMatchObject([{ messageId: 'stripe-session-cs_test_a1' }])
})

test.each([
  [{ amount_refunded: 500 }, 15],
  [{}, 20],
])('a refund in Stripe counts what came on top of %j', async (previous, total) => {
  const charge = {
    ...{ id: 'ch_1', customer: 'cus_N1', payment_intent: 'pi_1', currency: 'eur', metadata: {} },
    ...{
      amount_refunded: 2_000,
      refunded: false,
      billing_details: { email: null },
      receipt_email: null,
    },
  }
  const event = stripeEvent('charge.refunded', charge, { previous_attributes: previous })
  expect(await callsOf('stripe', event)).toMatchObject([
    {
      ...{ event: 'Order Refunded', messageId: 'stripe-refund-evt_1' },
      properties: { total, currency: 'EUR', order_id: 'pi_1' },
      context: { externalIds: [{ type: 'stripe_customer', id: 'cus_N1' }] },
    },
  ])
})

const ticket = (type: string, event: Json) => ({
  ...{
    type: `zen:event-type:ticket.${type}`,
    id: '01J1',
    account_id: 1,
    time: '2026-11-20T10:15:00Z',
  },
  ...{ subject: 'zen:ticket:35436', zendesk_event_version: '2022-11-06', event },
  detail: {
    ...{ id: '35436', requester_id: '8447388090494', status: 'OPEN', priority: 'HIGH' },
    ...{ subject: 'My boots leak', tags: ['shoes'], via: { channel: 'email' } },
  },
})

test.each([
  ['created', {}, 'Ticket Opened'],
  ['status_changed', { current: 'SOLVED', previous: 'OPEN' }, 'Ticket Resolved'],
  ['status_changed', { current: 'OPEN', previous: 'SOLVED' }, 'Ticket Reopened'],
])('a ticket in Zendesk: %s %j is %s', async (type, event, name) => {
  const calls = await callsOf('zendesk', ticket(type, event))
  expect(calls).toMatchObject([
    {
      event: name,
      properties: { ticket_id: '35436', priority: 'high', tags: ['shoes'] },
      context: { externalIds: [{ type: 'zendesk_user', id: '8447388090494' }] },
    },
  ])
  expect(JSON.stringify(calls)).not.toContain('leak')
})

test.each([
  [{ current: 'CLOSED', previous: 'SOLVED' }],
  [{ current: 'PENDING', previous: 'OPEN' }],
])('a turn of a ticket that changes nothing for its owner becomes nothing: %j', async (event) => {
  expect(await callsOf('zendesk', ticket('status_changed', event))).toEqual([])
})

const mail = {
  MessageID: 'm-1',
  Recipient: 'ann@mail.example',
  Tag: 'welcome',
  Metadata: { user_id: 'u-7' },
}

test.each([
  [{ RecordType: 'Open', ReceivedAt: '2026-11-20T10:15:00Z' }, { event: 'Email Opened' }],
  [
    {
      RecordType: 'Click',
      ReceivedAt: '2026-11-20T10:15:00Z',
      OriginalLink: 'https://shop.example/a',
    },
    { event: 'Email Link Clicked', properties: { url: 'https://shop.example/a' } },
  ],
  [
    {
      RecordType: 'Bounce',
      ID: 42,
      Type: 'HardBounce',
      Inactive: true,
      BouncedAt: '2026-11-20T10:15:00Z',
      Email: 'ann@mail.example',
    },
    { event: 'Email Bounced', properties: { kind: 'HardBounce', permanent: true } },
  ],
  [
    { RecordType: 'SpamComplaint', ID: 43, BouncedAt: '2026-11-20T10:15:00Z' },
    {
      event: 'Email Marked as Spam',
      context: { consent: { categoryPreferences: { marketing: false } } },
    },
  ],
  [
    { RecordType: 'SubscriptionChange', SuppressSending: true, ChangedAt: '2026-11-20T10:15:00Z' },
    { event: 'Unsubscribed', context: { consent: { categoryPreferences: { marketing: false } } } },
  ],
  [
    { RecordType: 'SubscriptionChange', SuppressSending: false, ChangedAt: '2026-11-20T10:15:00Z' },
    { event: 'Subscribed' },
  ],
])('Postmark tells %j', async (report, call) => {
  const calls = await callsOf('postmark', { ...mail, ...report })
  expect(calls).toMatchObject([{ userId: 'u-7', timestamp: '2026-11-20T10:15:00Z', ...call }])
})
