import { categories, findProduct, products } from '../catalogue.ts'
import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { cards } from './card.ts'
import { layout } from './layout.ts'

const chosen = ['reading-chair', 'speckled-mugs', 'wool-throw', 'paper-pendant'].flatMap(
  (id) => findProduct(id) ?? []
)

/** The first page. Its hero is what most people see change. */
export function home(visit: Visit): Html {
  return layout(visit, {
    title: 'Calm things for the home',
    slots: ['home-hero', 'home-picks'],
    body: html`
    <section class="hero" aria-label="Welcome">
      <div data-attune-slot="home-hero" data-attune-live>
        <img src="/pictures/scene-home.svg" alt="A quiet living room with a green chair under an arc lamp" width="1200" height="900">
        <h1>Calm things for the home</h1>
        <p>Made by people we know, from materials that grow older gracefully. Have a look around.</p>
        <a class="button" href="/c/living">See the living room</a>
      </div>
    </section>
    <section class="wide" aria-labelledby="departments">
      <h2 id="departments">Departments</h2>
      <ul class="departments">
        ${categories.map(({ id, name, words }) => html`<li><a href="/c/${id}"><img src="/pictures/scene-${id}.svg" alt="" width="1200" height="900" loading="lazy"><span class="name">${name}</span> <span class="words">${words}</span></a></li>`)}
      </ul>
    </section>
    <section class="wide" aria-labelledby="chosen" data-attune-slot="home-picks">
      <h2 id="chosen">Chosen this week</h2>
      ${cards(chosen)}
    </section>
    <section class="wide" aria-labelledby="everything">
      <h2 id="everything">Everything we make room for</h2>
      ${cards(products.filter((product) => !chosen.includes(product)))}
    </section>`,
  })
}
