import type { WholeSource } from '../source.ts'

/** The buyer: Shopify's customer, and whoever has the address that was given with the order. */
const person = {
  email: 'email ? email : customer.email',
  ids: {
    shopify_customer: 'customer.id ? $string(customer.id)',
    // By this a refund finds its buyer.
    shopify_order: '$string(id)',
  },
}

const products = `line_items.{
  "product_id": $string(product_id), "sku": sku, "name": title, "variant": variant_title,
  "brand": vendor, "price": $number(price), "quantity": quantity }[]`

const order = {
  order_id: '$string(id)',
  total: '$number(total_price)',
  subtotal: '$number(subtotal_price)',
  tax: '$number(total_tax)',
  discount: '$number(total_discounts)',
  currency: 'currency',
  coupon: 'discount_codes[0].code',
  products,
}

/**
 * Shopify's order webhooks, told apart by `X-Shopify-Topic`. An order is complete when it is made;
 * that it was paid is an update, so that no order is counted twice.
 */
export const shopify: WholeSource = {
  proof: { by: 'hmac', header: 'X-Shopify-Hmac-Sha256', encoding: 'base64' },
  events: [
    {
      when: '$headers."x-shopify-topic" = "orders/create"',
      id: '"shopify-order-" & $string(id)',
      event: 'Order Completed',
      at: 'created_at',
      person,
      properties: order,
    },
    {
      when: '$headers."x-shopify-topic" = "orders/paid"',
      id: '"shopify-paid-" & $string(id)',
      event: 'Order Updated',
      at: 'processed_at ? processed_at : updated_at',
      person,
      properties: { order_id: '$string(id)', total: '$number(total_price)', status: '"paid"' },
    },
    {
      when: '$headers."x-shopify-topic" = "orders/cancelled"',
      id: '"shopify-cancelled-" & $string(id)',
      event: 'Order Cancelled',
      at: 'cancelled_at',
      person,
      properties: { ...order, reason: 'cancel_reason' },
    },
    {
      description: 'A refund names its order, not its buyer: the order says who that was.',
      when: '$headers."x-shopify-topic" = "refunds/create"',
      id: '"shopify-refund-" & $string(id)',
      event: 'Order Refunded',
      at: 'created_at',
      person: { ids: { shopify_order: '$string(order_id)' } },
      properties: {
        order_id: '$string(order_id)',
        total: '$sum(transactions[kind = "refund" and status = "success"].$number(amount))',
        currency: 'transactions[0].currency',
        products: `refund_line_items.{
          "product_id": $string(line_item.product_id), "name": line_item.title,
          "price": $number(line_item.price), "quantity": quantity }[]`,
      },
    },
  ],
}
