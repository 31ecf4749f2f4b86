import { type Html, html } from '../html.ts'
import type { Visit } from '../visit.ts'
import { type AttuneCall, layout } from './layout.ts'

/** Help with an order. Who complains is sold nothing until it is settled. */
export function help(visit: Visit): Html {
  return layout(visit, {
    title: 'Help with an order',
    slots: ['help-line'],
    calls: calls(visit),
    body: html`<section class="wide narrow" aria-labelledby="title">
      <h1 id="title">Help with an order</h1>
      <div class="lead" data-attune-slot="help-line"><p>Call <a href="tel:+4900000000">+49 000 000 00</a>, weekdays from 9 to 18, or write to us here.</p></div>
      ${visit.complaint ? filed(visit.complaint) : form()}
    </section>`,
  })
}

/** What Attune learns is that there is a complaint. What it says is between customer and shop. */
function calls({ flash: { complained, settled } }: Visit): AttuneCall[] {
  if (complained) return [['track', 'Complaint Filed', { complaint_id: complained }]]
  if (settled) return [['track', 'Complaint Resolved', { complaint_id: settled }]]
  return []
}

function form(): Html {
  return html`<form method="post" action="/help" class="fields">
      <label for="what">What went wrong?</label>
      <select id="what" name="what"><option>The wrong thing came</option><option>It arrived broken</option><option>It has not arrived</option><option>Something else</option></select>
      <label for="words">In your words</label>
      <textarea id="words" name="words" rows="4"></textarea>
      <button class="button" type="submit">Send it</button>
    </form>`
}

function filed(id: string): Html {
  return html`<p class="said" role="status">We have your message, number <strong>${id}</strong>. A person reads it now.</p>
    <form method="post" action="/help/settled"><button class="button quiet" type="submit">It is settled, thank you</button></form>`
}
