import { type Category, products } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { cards } from './card.ts'
import { layout } from './layout.ts'

/** One department of the shop. */
export function category(visit: Visit, { id, name, words }: Category): Html {
  const here = products.filter((product) => product.category === id)
  return layout(visit, {
    title: name,
    calls: [['track', 'Product List Viewed', { category: id }]],
    body: html`<section class="wide department" aria-labelledby="title">
      <header><h1 id="title">${name}</h1><p>${words}</p></header>
      ${cards(here)}
    </section>`,
  })
}
