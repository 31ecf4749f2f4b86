import { type CartLine, totalOf } from '../cart.ts'
import { findProduct } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import { productFacts } from '../product-facts.ts'
import type { Visit } from '../visit.ts'
import { euro } from './card.ts'
import { type AttuneCall, layout } from './layout.ts'

const freeDeliveryFrom = 80

/** The cart. What was just put in or taken out is named in the address, and reported once. */
export function cart(visit: Visit): Html {
  const lines = visit.cart
  return layout(visit, {
    title: 'Your cart',
    slots: ['cart-note'],
    calls: [...changes(visit), ['track', 'Cart Viewed', { products: lines.length }]],
    body: html`<section class="wide cart" aria-labelledby="title">
      <h1 id="title">Your cart</h1>
      ${lines.length > 0 ? filled(lines) : html`<p>There is nothing in it yet.</p><p><a class="button" href="/">Look around</a></p>`}
    </section>`,
  })
}

function changes(visit: Visit): AttuneCall[] {
  const { added, removed } = visit.flash
  const call = (name: string, id = ''): AttuneCall[] => {
    const item = findProduct(id)
    return item ? [['track', name, { ...productFacts(visit, item), quantity: 1 }]] : []
  }
  return [...call('Product Added', added), ...call('Product Removed', removed)]
}

function filled(lines: CartLine[]): Html {
  const total = totalOf(lines)
  const missing = freeDeliveryFrom - total
  return html`<ul class="lines">
      ${lines.map(
        ({ product: { id, name, price }, quantity }) => html`<li>
        <img src="/pictures/${id}.svg" alt="" width="480" height="480">
        <div><a href="/p/${id}">${name}</a><span>${quantity} × ${euro(price)}</span></div>
        <form method="post" action="/cart/remove"><input type="hidden" name="product" value="${id}"><button type="submit" class="link" aria-label="Remove ${name}">Remove</button></form>
        <strong>${euro(price * quantity)}</strong>
      </li>`
      )}
    </ul>
    <div class="sum">
      <p data-attune-slot="cart-note">${missing > 0 ? `${euro(missing)} more and delivery is free.` : 'Delivery is free.'}</p>
      <p class="total"><span>Total</span> <strong>${euro(total)}</strong></p>
      <form method="post" action="/order"><button class="button" type="submit">Place the order</button></form>
      <p class="small">A demo: nothing is charged, nothing is sent.</p>
    </div>`
}
