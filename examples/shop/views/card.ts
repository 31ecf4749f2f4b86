import type { Product } from '../catalogue.ts'
import { type Html, html } from '../html.ts'

/** `€79`, as the shop writes prices. */
export const euro = (amount: number) => `€${Number.isInteger(amount) ? amount : amount.toFixed(2)}`

/** A product in a list, with a quick look that does not leave the page. */
export function card(product: Product): Html {
  const { id, name, price } = product
  return html`<li class="card">
    <a href="/p/${id}"><img src="/pictures/${id}.svg" alt="" width="480" height="480" loading="lazy"><span class="name">${name}</span> <span class="price">${euro(price)}</span></a>
    <button type="button" class="quick" data-quick-look="${id}" aria-label="Quick look: ${name}">Quick look</button>
  </li>`
}

/** A list of products. */
export const cards = (products: Product[]): Html =>
  html`<ul class="cards">${products.map(card)}</ul>`
