import { products, searchProducts } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { cards } from './card.ts'
import { layout } from './layout.ts'

/** What the search found. */
export function search(visit: Visit): Html {
  const { query } = visit
  const found = searchProducts(query)
  const count = found.length === 1 ? '1 thing' : `${found.length} things`
  return layout(visit, {
    title: query ? `Search: ${query}` : 'Search',
    body: html`<section class="wide department" aria-labelledby="title" data-attune-results="${found.length}">
      <header>
        <h1 id="title">${query ? html`“${query}”` : 'Search'}</h1>
        <p>${query ? `We found ${count}.` : 'Type what you are looking for in the field above.'}</p>
      </header>
      ${found.length > 0 ? cards(found) : html`<h2>Perhaps one of these</h2>${cards(products.slice(0, 4))}`}
    </section>`,
  })
}
