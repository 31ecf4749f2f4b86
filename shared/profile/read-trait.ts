import type { Json } from '../event/json.ts'
import { own } from '../event/safe-key.ts'
import type { Old, Reading, ReadMoment, View } from './aggregate/aggregate.ts'
import { byLabel, windowOn } from './aggregate/columns.ts'
import type { Group } from './aggregate/group.ts'
import { asTimeline } from './aggregate/timeline.ts'
import type { ComputedState } from './profile.ts'
import { sortKeys } from './sorted.ts'
import type { TraitPlan } from './trait-plan.ts'

/** When a trait is read, and in which zone. */
interface When {
  now: number
  zone: string
}

/** What of a state lies in the time asked for; `key` when it is grouped. */
interface Found extends View<Json> {
  key: readonly string[] | undefined
  isApproximate: boolean
}

/** The value of a computed trait, exactly at a moment; undefined when there is none. */
export function readTrait(
  plan: TraitPlan,
  state: ComputedState | undefined,
  when: When
): Reading | undefined {
  const { found, moment } = find(plan, state, when)
  const { isApproximate } = found
  if (!plan.isGrouped) {
    const value = plan.kind.read(found, moment)
    return value === undefined ? undefined : { value, isApproximate }
  }
  const values: Record<string, Json> = {}
  for (const name of groupsOf(found)) {
    const value = readPart(plan, partOf(name, found, moment), moment)
    if (value !== undefined) values[name] = value
  }
  return { value: sortKeys(values), isApproximate }
}

/**
 * The value of one group of a grouped trait: what `readTrait` has under its name, without a look at
 * the other groups, because conditions ask for one category out of dozens.
 */
export function readTraitOf(
  name: string,
  plan: TraitPlan,
  state: ComputedState | undefined,
  when: When
): Json | undefined {
  const { found, moment } = find(plan, state, when)
  return readPart(plan, partOf(name, found, moment), moment)
}

function readPart(plan: TraitPlan, part: View<Json>, moment: ReadMoment): Json | undefined {
  // A group without anything in the window is none.
  if (part.from === part.to && part.old.length === 0) return undefined
  return plan.kind.read(part, moment)
}

function find(
  plan: TraitPlan,
  state: ComputedState | undefined,
  { now, zone }: When
): { found: Found; moment: ReadMoment } {
  const moment = momentOf(plan, now, zone)
  const data = state?.declaration === plan.declaration ? state.data : plan.store.zero()
  return { found: plan.isTimed ? findOnTimeline(data, plan, moment) : wholeLife(data), moment }
}

/** A trait that is refreshed daily reads as it was at the last midnight: no event moves it between. */
function momentOf({ refreshMs, windowMs }: TraitPlan, now: number, zone: string): ReadMoment {
  if (refreshMs === undefined) return { now, zone, from: now - windowMs, until: Infinity }
  const asOf = Math.floor(now / refreshMs) * refreshMs
  return { now: asOf, zone, from: asOf - windowMs, until: asOf }
}

function wholeLife(sum: Json): Found {
  const old = [{ at: Number.NaN, sum }]
  return { at: [], value: [], key: undefined, from: 0, to: 0, old, isApproximate: isCut(sum) }
}

function findOnTimeline(data: Json, { slotMs, kind }: TraitPlan, moment: ReadMoment): Found {
  const { at, value = [], key, slot = [], sum: sums = [] } = asTimeline(data)
  const found: Old<Json>[] = []
  let isApproximate = false
  for (const [i, sum] of sums.entries()) {
    const start = (slot[i] ?? 0) * slotMs
    if (slotMs > 0 && start + slotMs <= moment.from) continue
    // The window's edge cuts through this sum: whoever has its middle has it all.
    const isStraddling = slotMs > 0 && start < moment.from
    isApproximate ||= isStraddling || isCut(sum) || kind.needsTime === 'always'
    if (isStraddling && start + slotMs / 2 < moment.from) continue
    found.push({ at: slotMs > 0 ? start + slotMs / 2 : Number.NaN, sum })
  }
  return { at, value, key, ...windowOn(at, moment), old: found, isApproximate }
}

function groupsOf({ at, value, key = [], old }: Found): ReadonlySet<string> {
  const names = new Set(byLabel(key, { at, value }).keys())
  for (const { sum } of old) {
    for (const name of Object.keys(asGroup(sum).k)) names.add(name)
  }
  return names
}

/** The points and sums of a group in the window. */
function partOf(name: string, { at, value, key = [], old }: Found, moment: ReadMoment): View<Json> {
  const sums: Old<Json>[] = []
  for (const each of old) {
    const sum = own(asGroup(each.sum).k, name)
    if (sum !== undefined) sums.push({ at: each.at, sum })
  }
  const columns = byLabel(key, { at, value }).get(name) ?? nothing
  const { from, to } = windowOn(columns.at, moment)
  return { at: columns.at, value: columns.value, from, to, old: sums }
}

const nothing = { at: [], value: [] }

/** Sums that had to give something up say so. */
function isCut(sum: Json): boolean {
  return typeof sum === 'object' && sum !== null && !Array.isArray(sum) && sum.more === true
}

/** As with timelines: the sums of a grouped trait were written by its own store. */
function asGroup(sum: Json): Group<Json> {
  return sum as unknown as Group<Json>
}
