import type { Json } from '../../event/json.ts'
import { boughtMs } from '../attention.ts'
import { flipped } from './flipped.ts'
import type { Patient } from './patient.ts'
import { alter, later, type Remedy } from './world.ts'

/** What ends a suppression that nobody wrote, by the word before the colon. */
const automatic: Record<string, (name: string, patient: Patient) => Remedy> = {
  bought: (item, { world }) => {
    const at = world.facts[`items.${item}.bought`]
    return typeof at === 'number'
      ? later(world, at + boughtMs + 1, `the purchase of ${item} is long enough ago`)
      : without(item, 'bought.items', world)
  },
  in_cart: (item, { world }) => without(item, 'cart.items', world),
  out_of_stock: (item, { world }) =>
    alter(world, { path: `items.${item}.availability`, to: 'in stock' }, `${item} is out of stock`),
  no_code: (pool, { world }) =>
    alter(world, { path: `offer.${pool}.code`, to: 'CODE' }, `the pool ${pool} has no code left`),
  unsubscribed: (channel, { world }) =>
    alter(world, { path: 'events.Subscribed.last', to: world.now }, `${channel} was unsubscribed`),
  goal: (event, { world }) =>
    alter(world, { path: `events.${event}.last`, to: null }, `its goal, ${event}, is reached`),
}

/** Ends a suppression: an automatic one in its own way, a rule by turning its condition. */
export function unsuppress(detail: string, patient: Patient): Remedy {
  const [kind = '', name] = detail.split(/:(.*)/)
  const end = Object.hasOwn(automatic, kind) ? automatic[kind] : undefined
  if (name !== undefined && end !== undefined) return end(name, patient)
  return flipped(patient.world.config.suppressions?.[detail]?.when, patient)
}

function without(item: string, path: string, world: Patient['world']): Remedy {
  const list = world.facts[path]
  const to: Json = Array.isArray(list) ? list.filter((id) => String(id) !== item) : []
  return alter(world, { path, to }, `${item} is among ${path}`)
}
