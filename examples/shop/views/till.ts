import { askWhatToSay } from '../attune.ts'
import { products } from '../catalogue.ts'
import { type Customer, customers } from '../customers.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { euro } from './card.ts'
import { layout } from './layout.ts'

/** The till of the street shop: it asks Attune what to say, and tells it of sales. No page is involved. */
export async function till(visit: Visit): Promise<Html> {
  const { served, flash, attune } = visit
  const advice = served && (await askWhatToSay(attune, served))
  return layout(visit, {
    title: 'The till',
    body: html`<section class="wide narrow" aria-labelledby="title">
      <h1 id="title">The till</h1>
      <p class="lead">For staff. What happens here goes from the shop’s server to Attune’s, with the secret key and the customer’s number.</p>
      ${flash.sold && html`<p class="said" role="status">Sold: ${flash.sold}. Attune has heard of it.</p>`}
      ${flash.failed && html`<p class="said bad" role="alert">The sale is noted, but Attune did not take it: ${flash.failed}</p>`}
      ${served ? sell(visit, served, advice) : choose()}
    </section>`,
  })
}

function choose(): Html {
  return html`<h2>Who is it?</h2>
    <ul class="people">${customers.map(({ id, name }) => html`<li><a href="/till?customer=${id}"><span class="face" aria-hidden="true">${name[0]}</span><span><strong>${name}</strong><span class="words">Card ${id}</span></span></a></li>`)}</ul>`
}

function sell({ cart }: Visit, customer: Customer, advice: string | undefined): Html {
  const latest = cart.at(-1)?.product.id
  return html`<h2>${customer.name}</h2>
    <blockquote class="advice"><p>${advice ?? 'Say good day. There is nothing special to say.'}</p></blockquote>
    <form method="post" action="/till" class="fields">
      <input type="hidden" name="customer" value="${customer.id}">
      <label for="product">Product</label>
      <select id="product" name="product">${products.map(({ id, name, price }) => html`<option value="${id}"${id === latest && html` selected`}>${name}, ${euro(price)}</option>`)}</select>
      <button class="button" type="submit">Buy at the till</button>
    </form>
    <p><a href="/till">Somebody else</a></p>`
}
