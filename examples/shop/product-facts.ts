import type { Product } from './catalogue.ts'
import type { Order } from './orders.ts'

interface Place {
  /** Where the shop answers, `http://localhost:8788`. */
  origin: string
}

/** A product in the words of the Segment spec, with addresses that also work in an e-mail. */
export function productFacts({ origin }: Place, { id, name, category, price }: Product) {
  return {
    product_id: id,
    name,
    category,
    price,
    currency: 'EUR',
    url: `${origin}/p/${id}`,
    image_url: `${origin}/pictures/${id}.svg`,
  }
}

/** An order in the words of the Segment spec. */
export function orderFacts(place: Place, { id, lines, total }: Order) {
  return {
    order_id: id,
    total,
    currency: 'EUR',
    products: lines.map(({ product, quantity }) => ({ ...productFacts(place, product), quantity })),
  }
}
