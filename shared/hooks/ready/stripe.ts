import type { WholeSource } from '../source.ts'

/** Stripe counts in the smallest unit: cents, but whole yen. */
const zeroDecimal =
  '["bif","clp","djf","gnf","jpy","kmf","krw","mga","pyg","rwf","ugx","vnd","vuv","xaf","xof","xpf"]'

const amount = (path: string) =>
  `data.object.(${path} / ($lowercase(currency) in ${zeroDecimal} ? 1 : 100))`

const before = '$body.data.previous_attributes.amount_refunded'

/** Stripe's checkout sessions and refunds. */
export const stripe: WholeSource = {
  proof: { by: 'stripe' },
  events: [
    {
      description: 'Paid at once, or paid later by bank: only then is the order complete.',
      when: `(type = "checkout.session.completed" and data.object.payment_status != "unpaid")
        or type = "checkout.session.async_payment_succeeded"`,
      id: '"stripe-session-" & data.object.id',
      event: 'Order Completed',
      at: 'created',
      person: {
        userId: 'data.object.client_reference_id',
        email: 'data.object.(customer_details.email ? customer_details.email : customer_email)',
        ids: { stripe_customer: 'data.object.customer' },
      },
      properties: {
        order_id: 'data.object.(metadata.order_id ? metadata.order_id : id)',
        total: amount('amount_total'),
        subtotal: amount('amount_subtotal'),
        tax: amount('total_details.amount_tax'),
        discount: amount('total_details.amount_discount'),
        shipping: amount('total_details.amount_shipping'),
        currency: '$uppercase(data.object.currency)',
        products: `data.object.line_items.data.{
          "product_id": price.product, "name": description, "quantity": quantity,
          "price": price.unit_amount / ($lowercase(currency) in ${zeroDecimal} ? 1 : 100) }[]`,
      },
    },
    {
      description: 'A charge tells what was refunded in all; what came now is the difference.',
      when: 'type = "charge.refunded"',
      id: '"stripe-refund-" & id',
      event: 'Order Refunded',
      at: 'created',
      person: {
        email: 'data.object.(billing_details.email ? billing_details.email : receipt_email)',
        ids: { stripe_customer: 'data.object.customer' },
      },
      properties: {
        order_id: 'data.object.(metadata.order_id ? metadata.order_id : payment_intent)',
        total: amount(`(amount_refunded - (${before} ? ${before} : 0))`),
        currency: '$uppercase(data.object.currency)',
        full: 'data.object.refunded',
      },
    },
  ],
}
