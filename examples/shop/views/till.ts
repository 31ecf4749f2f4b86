import { products } from '../catalogue.ts'
import { customers } from '../customers.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { euro } from './card.ts'
import { layout } from './layout.ts'

/** The till of the street shop: it tells Attune of a sale from server to server. */
export function till(visit: Visit): Html {
  const { customer, flash } = visit
  return layout(visit, {
    title: 'The till',
    body: html`<section class="wide narrow" aria-labelledby="title">
      <h1 id="title">The till</h1>
      <p class="lead">For staff. A sale here goes from the shop’s server to Attune’s, with the secret key and the customer’s number. No page is involved.</p>
      ${flash.sold && html`<p class="said" role="status">Sold: ${flash.sold}. Attune has heard of it.</p>`}
      ${flash.failed && html`<p class="said bad" role="alert">The sale is noted, but Attune did not take it: ${flash.failed}</p>`}
      <form method="post" action="/till" class="fields">
        <label for="customer">Customer</label>
        <select id="customer" name="customer">${customers.map(({ id, name }) => html`<option value="${id}"${id === customer?.id && html` selected`}>${name}</option>`)}</select>
        <label for="product">Product</label>
        <select id="product" name="product">${products.map(({ id, name, price }) => html`<option value="${id}"${id === visit.cart.at(-1)?.product.id && html` selected`}>${name}, ${euro(price)}</option>`)}</select>
        <button class="button" type="submit">Buy at the till</button>
      </form>
    </section>`,
  })
}
