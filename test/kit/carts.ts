import { readFileSync } from 'node:fs'
import { type Click, eventNames, type Visitor } from '../../cli/replay/click.ts'
import type { Event } from '../../shared/event/event.ts'
import type { Journey } from '../../shared/journey/schema.ts'
import { hour, type Person, personOf, siteOf } from './journeys.ts'

/*
 * The ready programme for abandoned carts, held against a click stream at the stream's own times. What
 * must be sent is worked out from the lines alone, by somebody who knows nothing of journeys.
 */

const programme: Journey = JSON.parse(
  readFileSync(new URL('../../examples/programmes/abandoned-cart.json', import.meta.url), 'utf8')
).journeys['abandoned-cart']

/** Entry, exits, goal and the hour of quiet as they are; a plain message, so that nothing else has a say. */
const site = siteOf({
  cart: {
    ...{ entry: programme.entry, exit: programme.exit, goal: programme.goal },
    steps: [
      ...programme.steps.slice(0, 1),
      {
        ...{ id: 'remind', do: 'send', transactional: true },
        messages: { email: { subject: 'x', blocks: [{ type: 'text', text: 'x' }] } },
      },
    ],
  },
})

/** What became of a stream. */
export interface CartReport {
  visitors: number
  events: number
  reminders: number
  /** Visitors whose reminders are not those that the lines ask for. */
  wrong: string[]
}

/** Lives every visitor's life again and compares. */
export function replayCarts(visitors: readonly Visitor[]): CartReport {
  const report: CartReport = { visitors: visitors.length, events: 0, reminders: 0, wrong: [] }
  for (const visitor of visitors) {
    const sent = liveAgain(visitor).sent.map(({ at }) => at)
    report.events += visitor.clicks.length
    report.reminders += sent.length
    if (JSON.stringify(sent) !== JSON.stringify(remindersIn(visitor))) report.wrong.push(visitor.id)
  }
  return report
}

function liveAgain({ id, clicks }: Visitor): Person {
  const person = personOf(site, clicks[0]?.at ?? 0)
  const events = clicks.map((click, n) => eventOf(click, `${id}-${n}`))
  for (const [at, together] of Map.groupBy(events, (event) => event.at)) {
    person.live(at - 1)
    person.hear(together, at)
  }
  person.live(Infinity)
  return person
}

function eventOf({ at, deed, item }: Click, id: string): Event {
  const product = { product_id: item }
  const properties = deed === 'transaction' ? { products: [product] } : product
  return {
    ...{ id, type: 'track', name: eventNames[deed], at, properties, traits: {}, ids: {} },
    origin: 'page',
  }
}

/** When carts had been left for an hour, without another addition and without a purchase. */
function remindersIn({ clicks }: Visitor): number[] {
  const times = (deed: Click['deed']) =>
    [...new Set(clicks.filter((click) => click.deed === deed).map(({ at }) => at))].sort()
  const [added, bought] = [times('addtocart'), times('transaction')]
  return added
    .filter((at) => !bought.some((other) => other >= at && other <= at + hour))
    .filter((at) => !added.some((other) => other > at && other <= at + hour))
    .map((at) => at + hour)
}
