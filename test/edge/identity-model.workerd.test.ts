import { evictDurableObject, runInDurableObject } from 'cloudflare:test'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { deviceProfile, identityObject } from '../../edge/profile/address.ts'
import { deliver } from '../../edge/profile/deliver.ts'
import { openStorage } from '../../edge/profile/storage.ts'
import type { Event } from '../../shared/event/event.ts'
import { objectOf, personOf, viewed, visitOf } from './workerd/people.ts'
import { bindings, newSite } from './workerd/site.ts'

/**
 * Devices, users, a till, merges undone and evictions in any order, against a model of a few lines: what somebody
 * did on any device ends up with them, once, and with nobody else (I3, I4, X5, X8).
 */

interface Person {
  users: Set<string>
  /** Who named each event, by its id. */
  events: Map<string, { device: string | undefined; user: string | undefined }>
  /** People who were this one until it was undone. */
  parted: Set<Person>
  /** Everything that ever named them. */
  names: Set<string>
}

/** Two people became one: what each had been named by, and what had happened to whom. */
interface MergeOfModel {
  owner: Person
  came: Person
  ownNames: Set<string>
  cameNames: Set<string>
  cameEvents: Person['events']
  ownEvents: Person['events']
  devices: string[]
}

/** What should be true. A person is shared by all devices and users that lead to them. */
interface Model {
  devices: Map<string, Person>
  owners: Map<string, Person>
  merges: MergeOfModel[]
}

const newPerson = (): Person => ({
  ...{ users: new Set(), events: new Map(), parted: new Set(), names: new Set() },
})
const newModel = (): Model => ({ devices: new Map(), owners: new Map(), merges: [] })

/** A user id is named on a device: the nine transitions in the model's words. */
function login(model: Model, device: string, user: string): Person {
  const here = model.devices.get(device) ?? newPerson()
  const owner = model.owners.get(user)
  if (here.users.has(user)) return here
  if (here.users.size === 0 && owner && owner !== here && !owner.parted.has(here)) {
    merge(model, here, owner)
  }
  const person = owner ?? (here.users.size === 0 ? here : newPerson())
  person.users.add(user)
  person.names.add(user)
  model.owners.set(user, person)
  model.devices.set(device, person)
  return person
}

function merge(model: Model, came: Person, owner: Person): void {
  const devices = [...model.devices].filter(([, person]) => person === came).map(([name]) => name)
  // Somebody of whom nothing is known leaves nothing to undo.
  if (came.events.size > 0) {
    model.merges.push({
      ...{ owner, came, devices, ownNames: new Set(owner.names), cameNames: new Set(came.names) },
      ...{ ownEvents: new Map(owner.events), cameEvents: new Map(came.events) },
    })
  }
  for (const [event, by] of came.events) owner.events.set(event, by)
  for (const name of came.names) owner.names.add(name)
  for (const device of devices) model.devices.set(device, owner)
}

/** Undoes the last merge into a person: what names only the one who came goes with them. */
function unmerge(model: Model, owner: Person): void {
  const at = model.merges.findLastIndex((one) => one.owner === owner)
  const [undone] = model.merges.splice(at, 1)
  if (at < 0 || undone === undefined) return
  const { came, ownNames, cameNames, ownEvents, cameEvents } = undone
  const isOf = (names: Set<string>, { device = '', user = '' }) =>
    names.has(device) || names.has(user)
  came.events = new Map(cameEvents)
  came.names = new Set(cameNames)
  for (const [event, by] of owner.events) {
    if (ownEvents.has(event) || cameEvents.has(event)) continue
    if (!isOf(ownNames, by) && isOf(cameNames, by)) came.events.set(event, by)
  }
  for (const event of came.events.keys()) owner.events.delete(event)
  came.parted.add(owner)
  owner.parted.add(came)
  for (const device of cameNames) {
    if (!ownNames.has(device) && model.devices.get(device) === owner)
      model.devices.set(device, came)
  }
}

type Step =
  | { kind: 'unmerge'; user: number }
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
  fc.record({ kind: fc.constantFrom('till', 'unmerge'), user: fc.nat({ max: 2 }) })
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
  if (step.kind === 'unmerge') return takeApart(site, model, userName(step.user))
  const ids = { ...(device && { anonymous_id: device }), ...(user && { user_id: user }) }
  const event = viewed({ ids, origin: device ? 'page' : 'server' })
  const send = (events: Event[]) =>
    deliver(bindings, { anonymousId: device, user, mayBeKnown: true }, visitOf(site, { events }))
  await send([event])
  // The answer got lost on its way: the page sends it again.
  if (step.kind === 'again') await send([event, event])

  const person = personOfModel(model, device, user)
  person.events.set(event.id, { device, user })
  for (const name of [device, user]) if (name !== undefined) person.names.add(name)
}

/** Undoes the last merge that a user's profile has in its time line, and does it again. */
async function takeApart(site: string, model: Model, user: string): Promise<void> {
  const owner = model.owners.get(user)
  if (owner === undefined) return
  const id = await profileOf(site, user)
  const entries = id === undefined ? [] : await personOf(site, id).timeline(Date.now() + 1)
  const merges = Array.isArray(entries) ? entries.filter(({ kind }) => kind === 'merge') : []
  const last = await lastMerge(site, id ?? '')
  expect([merges.length, last !== undefined]).toEqual([
    model.merges.filter((one) => one.owner === owner).length,
    merges.length > 0,
  ])
  if (id === undefined || last === undefined) return
  const undone = await personOf(site, id).unmerge(last, Date.now())
  expect(await personOf(site, id).unmerge(last, Date.now())).toEqual(undone)
  unmerge(model, owner)
}

function lastMerge(site: string, id: string): Promise<string | undefined> {
  return runInDurableObject(
    objectOf(site, id),
    (_, { storage }) => openStorage(storage.sql).merges().at(-1)?.mergeId
  )
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
  const id = await profileOf(site, user)
  return id === undefined ? 0 : countIn(site, id)
}

/** The profile that a user id leads to. */
async function profileOf(site: string, user: string): Promise<string | undefined> {
  const id = await identityObject(bindings, site, 'user_id', user).owner()
  return id === undefined ? undefined : askedLast(site, id)
}

async function askedLast(site: string, id: string): Promise<string> {
  const portrait = await personOf(site, id).look(Date.now(), visitOf(site).asks.context)
  return portrait !== 'unknown' && 'to' in portrait ? askedLast(site, String(portrait.to)) : id
}

async function countIn(site: string, id: string): Promise<number> {
  const portrait = await personOf(site, id).look(Date.now(), visitOf(site).asks.context)
  const { events = {} } = portrait as unknown as { events?: Record<string, { count: number }> }
  return events['Product Viewed']?.count ?? 0
}

test('what somebody did ends up with them, once, in every order', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 20 }), async (steps) => {
      const site = await newSite()
      const model = newModel()
      for (const one of steps) await carryOut(site, model, one)
      for (const [user, person] of model.owners) {
        expect([user, await countOf(site, user)]).toEqual([user, person.events.size])
      }
      for (const [device, person] of model.devices) {
        // Whoever has no name is found by their device alone.
        if (person.users.size > 0) continue
        const id = await deviceProfile(site, device)
        expect([device, await countIn(site, id)]).toEqual([device, person.events.size])
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
