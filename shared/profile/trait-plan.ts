import type { Condition, Lookup } from '../condition/condition.ts'
import { durationMs } from '../condition/duration.ts'
import { fingerprint } from '../event/fingerprint.ts'
import type { Json } from '../event/json.ts'
import { limits } from '../event/limits.ts'
import { canonicalName } from '../event/names.ts'
import { type Sensitivity, sensitivityOf } from '../event/sensitive.ts'
import type { Kind, Store } from './aggregate/aggregate.ts'
import { forgottenAfter } from './aggregate/decay.ts'
import { group } from './aggregate/group.ts'
import { createKind, usualHalfLifeMs, usualTrendMs } from './aggregate/kinds.ts'
import { timeline } from './aggregate/timeline.ts'
import type { RowPaths } from './rows.ts'
import { sensitivities, type TraitDeclaration } from './trait.ts'

/** A trait's `where`, compiled: `now` is the event's own time. Paths: `properties.…`, `name`, `type`. */
export type EventTest = (lookup: Lookup, now: number) => boolean

/** Compiles a trait's `where`; the compiled site supplies it, so that this room needs no engine. */
export type CompileWhere = (where: Condition) => EventTest

/** A computed trait, compiled. */
export interface TraitPlan {
  name: string
  /** Hash of the declaration, as far as it shapes the state. */
  declaration: string
  kind: Kind<Json>
  store: Store<Json>
  /** Points are kept on a timeline. */
  isTimed: boolean
  isGrouped: boolean
  /** Width of a timeline's slots; 0: one slot. */
  slotMs: number
  /** How far back anything can still matter; infinity for a whole life. */
  horizonMs: number
  /** How far back a reading looks. */
  windowMs: number
  refreshMs: number | undefined
  paths: RowPaths
  where: EventTest | undefined
  /** Canonical names of events that count; undefined: every event. */
  events: readonly string[] | undefined
  purpose: string | undefined
  sensitivity: Sensitivity
}

/** Change this when the state of any kind changes its shape: profiles then fold their traits again. */
const stateFormat = 1

/** Compiles a declaration. Never throws on one that passed its schema. */
export function planTrait(
  name: string,
  trait: TraitDeclaration,
  compileWhere: CompileWhere
): TraitPlan {
  const refreshMs = trait.refresh === undefined ? undefined : durationMs(trait.refresh)
  const windowMs = windowOf(trait)
  const horizonMs = Math.min(windowMs + (refreshMs ?? 0), forgetMs(trait))
  const slotMs = horizonMs === Infinity ? 0 : Math.ceil(horizonMs / limits.aggregate.slots)
  const probe = createKind(trait, false)
  const isTimed = needsTimeline(probe, windowMs < Infinity, refreshMs !== undefined)
  const kind = isTimed ? createKind(trait, true) : probe
  const isGrouped = trait.by !== undefined
  return {
    name,
    declaration: declarationHash(trait),
    kind,
    store: createStore(kind, { isTimed, isGrouped, slotMs }),
    isTimed,
    isGrouped,
    slotMs,
    horizonMs,
    windowMs,
    refreshMs,
    paths: {
      by: trait.by?.split('.'),
      of: kind.needsValue ? trait.of?.split('.') : undefined,
      keepsLists: trait.compute === 'first' || trait.compute === 'last',
    },
    where: trait.where === undefined ? undefined : compileWhere(trait.where),
    events: eventNames(trait)?.map(canonicalName),
    purpose: trait.purpose,
    sensitivity: trait.sensitivity ?? impliedSensitivity(trait),
  }
}

function createStore(
  kind: Kind<Json>,
  { isTimed, isGrouped, slotMs }: Pick<TraitPlan, 'isTimed' | 'isGrouped' | 'slotMs'>
): Store<Json> {
  const { groups, slotGroups } = limits.aggregate
  const inner = isGrouped ? asJson(group(kind, isTimed ? slotGroups : groups)) : kind
  if (!isTimed) return inner
  const { needsValue: hasValue, needsId: hasId = false } = kind
  return asJson(timeline(inner, { slotMs, hasKey: isGrouped, hasValue, hasId }))
}

/** States travel as JSON; the declaration's hash vouches that only this very store has written one. */
function asJson<S>(store: Store<S>): Store<Json> {
  return store as unknown as Store<Json>
}

function needsTimeline(kind: Kind<Json>, isWindowed: boolean, isRefreshed: boolean): boolean {
  if (kind.needsTime === 'always') return true
  if (kind.needsTime === 'never') return false
  return isRefreshed || (isWindowed && kind.needsTime === 'window')
}

/** A trend looks at two windows. */
function windowOf({ compute, window = 'lifetime' }: TraitDeclaration): number {
  const ms = durationMs(window)
  return compute === 'trend' ? 2 * (ms ?? usualTrendMs) : (ms ?? Infinity)
}

function forgetMs({ compute, halfLife = 'lifetime' }: TraitDeclaration): number {
  const ms = durationMs(halfLife) ?? (compute === 'favourite' ? usualHalfLifeMs : undefined)
  return ms === undefined ? Infinity : ms * forgottenAfter
}

function eventNames({ event, compute, weights = {} }: TraitDeclaration): string[] | undefined {
  if (event === undefined) return compute === 'score' ? Object.keys(weights) : undefined
  return typeof event === 'string' ? [event] : event
}

/** What is computed from a given trait is as sensitive as that trait; properties name things, not people. */
function impliedSensitivity({ of = '', by = '' }: TraitDeclaration): Sensitivity {
  const levels = [of, by]
    .filter((path) => path.startsWith('traits.'))
    .map((path) => sensitivityOf(path.split('.').at(-1) ?? ''))
  return sensitivities.findLast((level) => levels.includes(level)) ?? 'normal'
}

/** Words for people and limits applied when reading are left out: changing them folds nothing again. */
function declarationHash(trait: TraitDeclaration): string {
  const { compute, event, where, of, by, window, halfLife, weights, refresh } = trait
  const shape = [stateFormat, compute, event, where, of, by, window, halfLife, weights, refresh]
  return fingerprint(JSON.stringify(shape.map((part) => part ?? null))).toString(36)
}
