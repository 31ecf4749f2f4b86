import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { layout } from './layout.ts'

/** Help with an order. */
export function help(visit: Visit): Html {
  return layout(visit, {
    title: 'Help with an order',
    body: html`<section class="wide narrow" aria-labelledby="title">
      <h1 id="title">Help with an order</h1>
      <p class="lead">Wrong parcel, broken mug, second thoughts? Tell us, and a person answers today.</p>
      <div data-attune-slot="help-line"><p>Call <a href="tel:+4900000000">+49 000 000 00</a>, weekdays from 9 to 18.</p></div>
    </section>`,
  })
}
