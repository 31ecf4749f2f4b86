import { countOf } from '../cart.ts'
import { categories } from '../catalogue.ts'
import { Html, html, scriptJson } from '../html.ts'
import type { Visit } from '../visit.ts'

/** A call of the page to Attune: `['track', 'Product Viewed', {…}]`. */
export type AttuneCall = [method: string, ...values: unknown[]]

const styles = ['base', 'frame', 'lists', 'pages', 'content']

interface Page {
  title: string
  /** Slots of this page, beside the strip and the overlays that every page has. */
  slots?: string[]
  /** What the page tells Attune, beside the page view that the tag reports by itself. */
  calls?: AttuneCall[]
  body: Html
}

/** The frame of every page: head with snippet and tag, menu, the strip of notices, foot. */
export function layout(visit: Visit, { title, slots = [], calls = [], body }: Page): Html {
  return html`<!doctype html>
<html lang="en">
<head>
  <meta charset="utf-8">
  <title>${title} · Larch & Linen</title>
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light dark">
  <meta name="description" content="Larch & Linen: calm things for the home, made to last.">
  <link rel="icon" href="/mark.svg" type="image/svg+xml">
  ${styles.map((name) => html`<link rel="stylesheet" href="/styles/${name}.css">`)}
  ${tag(visit, slots, calls)}
</head>
<body>
  <a class="skip" href="#main">Skip to the content</a>
  ${top(visit)}
  <main id="main">${body}</main>
  ${foot()}
  <script src="/shop.js" type="module"></script>
</body>
</html>
`
}

/** What `docs/install.md` asks a site to paste, then the calls of this page. */
function tag(
  { attune, nonce, customer, token }: Visit,
  slots: string[],
  calls: AttuneCall[]
): Html {
  const identify: AttuneCall[] = customer
    ? [['identify', customer.id, { name: customer.name }, token]]
    : []
  const all = [...identify, ...calls].map((call) => html`attune(...${scriptJson(call)})\n    `)
  const early = ['notice', 'overlay', ...slots].join(' ')
  return html`<script nonce="${nonce}" data-key="${attune.publicKey}" data-endpoint="${attune.url}" data-slots="${early}">${new Html(attune.snippet)}</script>
  <script async src="${attune.url}/attune.js" data-key="${attune.publicKey}" data-slots="overlay"></script>
  ${all.length > 0 && html`<script nonce="${nonce}">\n    ${all}</script>`}`
}

function top({ cart, customer, path, query }: Visit): Html {
  const count = countOf(cart)
  return html`<header class="top">
    <div class="bar wide">
      <a class="wordmark" href="/"><img src="/mark.svg" alt="" width="28" height="28"><span>Larch&thinsp;<em>&amp;</em>&thinsp;Linen</span></a>
      <nav aria-label="Departments"><ul>
        ${categories.map(({ id, name }) => html`<li><a href="/c/${id}"${current(path === `/c/${id}`)}>${name}</a></li>`)}
      </ul></nav>
      <form class="search" action="/search" role="search">
        <label class="hidden" for="query">Search the shop</label>
        <input id="query" name="q" type="search" placeholder="Search" value="${query}" autocomplete="off">
      </form>
      <ul class="tools">
        <li><a href="/account"${current(path === '/account')}>${customer ? customer.name.split(' ')[0] : 'Sign in'}</a></li>
        <li><a href="/cart"${current(path === '/cart')}>Cart <span class="count" data-cart-count aria-label="${count} ${count === 1 ? 'thing' : 'things'}">${count}</span></a></li>
      </ul>
    </div>
  </header>
  <aside class="notice" aria-label="Notice">
    <div class="wide" data-attune-slot="notice">
      <p>Free delivery from €80 <span>·</span> 60 days to change your mind <span>·</span> We repair what we sell</p>
    </div>
  </aside>`
}

function foot(): Html {
  return html`<footer class="foot">
    <div class="wide">
      <div><p class="wordmark"><span>Larch&thinsp;<em>&amp;</em>&thinsp;Linen</span></p><p>Calm things for the home, made to last. A demo shop: nothing is sold, nothing is charged.</p></div>
      <nav aria-label="Shop"><h2>Shop</h2><ul>${categories.map(({ id, name }) => html`<li><a href="/c/${id}">${name}</a></li>`)}</ul></nav>
      <nav aria-label="Service"><h2>Service</h2><ul><li><a href="/account">Your account</a></li><li><a href="/help">Help with an order</a></li><li><a href="/till">Staff: the till</a></li></ul></nav>
    </div>
  </footer>`
}

const current = (isCurrent: boolean) => isCurrent && html` aria-current="page"`
