import { categories, complementsOf, type Product, products } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import { productFacts } from '../product-facts.ts'
import type { Visit } from '../visit.ts'
import { cards, euro } from './card.ts'
import { layout } from './layout.ts'

/** One product. */
export function product(visit: Visit, item: Product): Html {
  const department = categories.find(({ id }) => id === item.category)
  return layout(visit, {
    title: item.name,
    slots: ['product-note', 'product-next'],
    body: html`<article class="wide product" aria-labelledby="title" ${marks(visit, item)}>
      <img src="/pictures/${item.id}.svg" alt="${item.name}" width="480" height="480">
      <div>
        <nav class="crumbs" aria-label="Where you are"><a href="/">Home</a> / <a href="/c/${item.category}">${department?.name}</a></nav>
        <h1 id="title">${item.name}</h1>
        <p class="price">${euro(item.price)}</p>
        <p class="lead">${item.words}</p>
        ${addForm(item)}
        <p class="note" data-attune-slot="product-note"></p>
        <ul class="details">${item.details.map((detail) => html`<li>${detail}</li>`)}</ul>
      </div>
    </article>
    <section class="wide" aria-labelledby="next" data-attune-slot="product-next">
      <h2 id="next">Goes well with it</h2>
      ${cards(complementsOf(item))}
    </section>`,
  })
}

/** What the quick look shows, without the frame of a page. */
export function quickLook(visit: Visit, item: Product): Html {
  return html`<article data-product="${JSON.stringify(productFacts(visit, item))}">
    <img src="/pictures/${item.id}.svg" alt="${item.name}" width="480" height="480">
    <div>
      <h2 id="quick-title">${item.name}</h2>
      <p class="price">${euro(item.price)}</p>
      <p>${item.words}</p>
      ${addForm(item)}
      <p><a href="/p/${item.id}">All about it</a></p>
    </div>
  </article>`
}

/** The page for a product that is not there. */
export function missing(visit: Visit): Html {
  return layout(visit, {
    title: 'Not found',
    body: html`<section class="wide department"><header><h1>There is nothing here</h1><p>Perhaps one of these instead?</p></header>${cards(products.slice(0, 4))}</section>`,
  })
}

/** Says which product the page is about: Attune counts it as viewed, without a line of script. */
function marks(visit: Visit, item: Product): Html {
  const { product_id, name, category, price, currency, url, image_url } = productFacts(visit, item)
  return html`data-attune-product="${product_id}" data-attune-name="${name}" data-attune-category="${category}" data-attune-price="${price}" data-attune-currency="${currency}" data-attune-url="${url}" data-attune-image-url="${image_url}"`
}

function addForm(item: Product): Html {
  return html`<form method="post" action="/cart/add"><input type="hidden" name="product" value="${item.id}"><button class="button" type="submit">Put in the cart</button></form>`
}
