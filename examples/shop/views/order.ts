import { complementsOf } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import type { Order } from '../orders.ts'
import { orderFacts } from '../product-facts.ts'
import type { Visit } from '../visit.ts'
import { cards, euro } from './card.ts'
import { layout } from './layout.ts'

/** "Thank you": the order's confirmation. It reports the order the first time it is seen. */
export function confirmation(visit: Visit, order: Order): Html {
  const { id, lines, total, isReported } = order
  const [first] = lines
  return layout(visit, {
    title: `Order ${id}`,
    slots: ['order-next'],
    calls: isReported ? [] : [['track', 'Order Completed', orderFacts(visit, order)]],
    body: html`<section class="wide order" aria-labelledby="title">
      <h1 id="title">Thank you${visit.customer ? `, ${visit.customer.name.split(' ')[0]}` : ''}</h1>
      <p class="lead">Your order <strong>${id}</strong> is on its way to being on its way.</p>
      <ul class="lines">${lines.map(({ product, quantity }) => html`<li><img src="/pictures/${product.id}.svg" alt="" width="480" height="480"><div><a href="/p/${product.id}">${product.name}</a><span>${quantity} × ${euro(product.price)}</span></div><strong>${euro(product.price * quantity)}</strong></li>`)}</ul>
      <p class="total"><span>Total</span> <strong>${euro(total)}</strong></p>
    </section>
    <section class="wide" aria-labelledby="next" data-attune-slot="order-next">
      <h2 id="next">For another day</h2>
      ${first && cards(complementsOf(first.product))}
    </section>`,
  })
}
