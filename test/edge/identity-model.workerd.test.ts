import { evictDurableObject } from 'cloudflare:test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { deliver } from '../../edge/profile/deliver.ts'
import type { Event } from '../../shared/event/event.ts'
import { objectOf, personOf, viewed, visitOf } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

/**
 * Devices, users, a till and evictions in any order, against a model of a few lines: what somebody
 * did on any device ends up with them, once, and with nobody else (I3, I4, X5, X8).
 */

interface Person {
  users: Set<string>
  events: Set<string>
}

/** What should be true. A person is shared by all devices and users that lead to them. */
interface Model {
  devices: Map<string, Person>
  owners: Map<string, Person>
}

const newPerson = (): Person => ({ users: new Set(), events: new Set() })

/** A user id is named on a device: the nine transitions in the model's words. */
function login(model: Model, device: string, user: string): Person {
  const here = model.devices.get(device) ?? newPerson()
  const owner = model.owners.get(user)
  if (here.users.has(user)) return here
  if (here.users.size === 0 && owner && owner !== here) {
    for (const event of here.events) owner.events.add(event)
    for (const [other, person] of model.devices)
      if (person === here) model.devices.set(other, owner)
  }
  const person = owner ?? (here.users.size === 0 ? here : newPerson())
  person.users.add(user)
  model.owners.set(user, person)
  model.devices.set(device, person)
  return person
}

type Step =
  | { kind: 'view' | 'evict'; device: number }
  | { kind: 'login' | 'again'; device: number; user: number }
  | { kind: 'till'; user: number }

const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constantFrom('view', 'evict'), device: fc.nat({ max: 2 }) }),
  fc.record({
    kind: fc.constantFrom('login', 'again'),
    device: fc.nat({ max: 2 }),
    user: fc.nat({ max: 2 }),
  }),
  fc.record({ kind: fc.constant('till' as const), user: fc.nat({ max: 2 }) })
)

const deviceName = (device: number) => `model-device-00000${device}`
const userName = (user: number) => `user-${user}`

/** Carries a step out on the real objects and in the model. */
async function carryOut(site: string, model: Model, step: Step): Promise<void> {
  const device = 'device' in step ? deviceName(step.device) : undefined
  const user = 'user' in step ? userName(step.user) : undefined
  if (step.kind === 'evict') {
    const object = objectOf(site, await deviceProfile(site, device ?? ''))
    // An object that does not run has nothing to forget.
    await evictDurableObject(object).catch(() => undefined)
    return
  }
  const event = viewed({ ids: user ? { user_id: user } : {}, origin: device ? 'page' : 'server' })
  const send = (events: Event[]) =>
    deliver(bindings, { anonymousId: device, user, mayBeKnown: true }, visitOf(site, { events }))
  await send([event])
  // The answer got lost on its way: the page sends it again.
  if (step.kind === 'again') await send([event, event])

  const person = personOfModel(model, device, user)
  person.events.add(event.id)
}

function personOfModel(model: Model, device: string | undefined, user: string | undefined): Person {
  if (device !== undefined && user !== undefined) return login(model, device, user)
  if (user !== undefined) {
    const owner = model.owners.get(user) ?? newPerson()
    owner.users.add(user)
    model.owners.set(user, owner)
    return owner
  }
  const person = model.devices.get(device ?? '') ?? newPerson()
  model.devices.set(device ?? '', person)
  return person
}

async function countOf(site: string, user: string): Promise<number> {
  let id = await identityObject(bindings, site, 'user_id', user).owner()
  while (id !== undefined) {
    const portrait = await personOf(site, id).look(Date.now(), visitOf(site).asks.context)
    if (portrait === 'unknown') return 0
    if (!('to' in portrait)) {
      const { events } = portrait as unknown as { events: Record<string, { count: number }> }
      return events['Product Viewed']?.count ?? 0
    }
    id = String(portrait.to)
  }
  return 0
}

test('what somebody did ends up with them, once, in every order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
      const site = await newSite()
      const model: Model = { devices: new Map(), owners: new Map() }
      for (const one of steps) await carryOut(site, model, one)
      for (const [user, person] of model.owners) {
        expect([user, await countOf(site, user)]).toEqual([user, person.events.size])
      }
    }),
    { numRuns: 40 }
  )
})

test('devices that log in at the same time lose nothing to each other', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat({ max: 3 }), { minLength: 2, maxLength: 8 }),
      async (devices) => {
        const site = await newSite()
        const events = devices.map(() => viewed({ ids: { user_id: 'same' } }))
        const logins = devices.map((device, i) => {
          const whom = { anonymousId: deviceName(device), user: 'same', mayBeKnown: true }
          const event = events[i]
          return deliver(bindings, whom, visitOf(site, { events: event ? [event] : [] }))
        })
        await Promise.all(logins)
        expect(await countOf(site, 'same')).toBe(events.length)
      }
    ),
    { numRuns: 30 }
  )
})
