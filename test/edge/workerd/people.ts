import { profileObject } from '../../../edge/profile/address.ts'
import type { Addressing, Visit, Visited } from '../../../edge/profile/visit.ts'
import type { Event } from '../../../shared/event/event.ts'
import { bindings } from './site.ts'

/** The object that is a profile of a site, with its platform stub for the test tools. */
export const objectOf = (site: string, id: string) => bindings.PROFILE.getByName(`${site}/${id}`)

/** The methods of a profile object. */
export const personOf = (site: string, id: string) => profileObject(bindings, site, id)

let ids = 0

/** An event of a page, just now. */
export function viewed(properties: Partial<Event> = {}): Event {
  ids += 1
  return {
    ...{ id: `m${ids}`, type: 'track', name: 'Product Viewed', at: Date.now() - 1_000 },
    ...{ properties: { product_id: 'p1' }, traits: {}, ids: {}, origin: 'page' },
    ...properties,
  }
}

/** A visit of a page that asks for the slot `hero`. */
export function visitOf(site: string, more: Partial<Visit> = {}): Visit {
  ids += 1
  return {
    ...{ site, now: Date.now(), seed: `${Date.now().toString(36)}-aaaaaaaaaa${(ids % 90) + 10}` },
    ...{ atLeast: 0, events: [], addressing: { via: 'profile', mayBeKnown: true } as Addressing },
    asks: {
      slots: ['hero'],
      record: 'decided',
      isExplained: true,
      context: {
        ...{ channel: 'page', timezone: 'UTC', locale: 'en', consent: {}, gpc: false },
        ...{ page: {}, more: {}, bot: false },
      },
    },
    ...more,
  }
}

/** Visits, and insists on an answer. */
export async function visit(site: string, id: string, more: Partial<Visit> = {}): Promise<Visited> {
  const answer = await personOf(site, id).visit(visitOf(site, more))
  if (!('verdicts' in answer)) throw new Error(`Sent elsewhere: ${JSON.stringify(answer)}`)
  return answer
}
