import type { Json } from '../event/json.ts'
import type { Old, Reading, ReadMoment, View } from './aggregate/aggregate.ts'
import { byLabel, windowOn } from './aggregate/columns.ts'
import type { Group } from './aggregate/group.ts'
import { asTimeline } from './aggregate/timeline.ts'
import type { ComputedState } from './profile.ts'
import { sortKeys } from './sorted.ts'
import type { TraitPlan } from './trait-plan.ts'

/** What of a state lies in the time asked for; `key` when it is grouped. */
interface Found extends View<Json> {
  key: readonly string[] | undefined
  isApproximate: boolean
}

/** The value of a computed trait, exactly at a moment; undefined when there is none. */
export function readTrait(
  plan: TraitPlan,
  state: ComputedState | undefined,
  { now, zone }: { now: number; zone: string }
): Reading | undefined {
  const moment = momentOf(plan, now, zone)
  const data = state?.declaration === plan.declaration ? state.data : plan.store.zero()
  const found = plan.isTimed ? findOnTimeline(data, plan, moment) : wholeLife(data)
  const { isApproximate } = found
  if (!plan.isGrouped) {
    const value = plan.kind.read(found, moment)
    return value === undefined ? undefined : { value, isApproximate }
  }
  const values: Record<string, Json> = {}
  for (const [key, part] of splitByGroup(found, moment)) {
    const value = plan.kind.read(part, moment)
    if (value !== undefined) values[key] = value
  }
  return { value: sortKeys(values), isApproximate }
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

/** The points and sums of each group that has any in the window. */
function splitByGroup(
  { at, value, key = [], old }: Found,
  moment: ReadMoment
): Map<string, View<Json>> {
  const sums = new Map<string, Old<Json>[]>()
  for (const each of old) {
    for (const [name, sum] of Object.entries(asGroup(each.sum).k)) {
      const ofGroup = sums.get(name)
      if (ofGroup === undefined) sums.set(name, [{ at: each.at, sum }])
      else ofGroup.push({ at: each.at, sum })
    }
  }
  const parts = new Map<string, View<Json>>()
  for (const [name, columns] of byLabel(key, { at, value })) {
    const window = windowOn(columns.at, moment)
    if (window.from < window.to) parts.set(name, { ...columns, ...window, old: [] })
  }
  for (const [name, ofGroup] of sums) {
    const part = parts.get(name) ?? { at: [], value: [], from: 0, to: 0 }
    parts.set(name, { ...part, old: ofGroup })
  }
  return parts
}

/** Sums that had to give something up say so. */
function isCut(sum: Json): boolean {
  return typeof sum === 'object' && sum !== null && !Array.isArray(sum) && sum.more === true
}

/** As with timelines: the sums of a grouped trait were written by its own store. */
function asGroup(sum: Json): Group<Json> {
  return sum as unknown as Group<Json>
}
