import type { Json } from '../../event/json.ts'
import { limits } from '../../event/limits.ts'
import { own } from '../../event/safe-key.ts'
import { compareTexts, mergeMaps } from '../sorted.ts'
import type { Point, Store } from './aggregate.ts'

/**
 * Points in time: the newest ones singly, by column, so that a window is exact to the millisecond;
 * what is older than those is added up in slots of a fixed grid. Which points are "the newest" and
 * which slot a point falls into depend on the points alone, so order of arrival is nothing.
 */
export interface Timeline<S> {
  at: number[]
  key?: string[]
  value?: Json[]
  id?: string[]
  /** Sums by number of the slot, counted from the epoch. */
  old?: Record<string, S>
}

/** Shape of a trait's timeline. */
export interface TimelineShape {
  /** Milliseconds per slot; 0: a single slot for a whole life. */
  slotMs: number
  hasKey: boolean
  hasValue: boolean
  /** Ids are long: only kinds that tell events of the same millisecond apart keep them. */
  hasId: boolean
}

/** Keeps points on a timeline. */
export function timeline<S>(inner: Store<S>, shape: TimelineShape): Store<Timeline<S>> {
  function addOld(state: Timeline<S>, point: Point): void {
    const slot = shape.slotMs === 0 ? '0' : String(Math.floor(point.at / shape.slotMs))
    // Slot numbers stay below 2^32, where the language keeps keys in their order by itself.
    state.old ??= {}
    state.old[slot] = inner.add(own(state.old, slot) ?? inner.zero(), point)
  }

  function zero(): Timeline<S> {
    const state: Timeline<S> = { at: [] }
    if (shape.hasKey) state.key = []
    if (shape.hasValue) state.value = []
    if (shape.hasId) state.id = []
    return state
  }

  function add(state: Timeline<S>, given: Point): Timeline<S> {
    const point = shape.hasId ? given : { ...given, id: '' }
    let place = state.at.length
    while (place > 0 && comparePoints(point, pointAt(state, place - 1)) < 0) place--
    const isFull = state.at.length >= limits.aggregate.points
    if (isFull && place === 0) {
      addOld(state, point)
      return state
    }
    insert(state, place, point)
    if (isFull) addOld(state, takeFirst(state))
    return state
  }

  return {
    zero,
    add,
    merge(a, b) {
      const state = zero()
      if (a.old !== undefined || b.old !== undefined) {
        state.old = mergeMaps(a.old ?? {}, b.old ?? {}, inner.merge)
      }
      for (const point of [...pointsOf(a), ...pointsOf(b)].sort(comparePoints)) {
        add(state, point)
      }
      return state
    },
  }
}

/** Whether something on a timeline lies wholly before a time. */
export function hasBefore(state: Timeline<unknown>, before: number, slotMs: number): boolean {
  if ((state.at[0] ?? before) < before) return true
  if (state.old === undefined || slotMs === 0) return false
  // The first slot is the oldest: see `addOld`.
  const [oldest] = Object.keys(state.old)
  return oldest !== undefined && (Number(oldest) + 1) * slotMs <= before
}

/** Takes off a timeline what lies wholly before a time. */
export function dropBefore<S>(state: Timeline<S>, before: number, slotMs: number): void {
  const found = state.at.findIndex((at) => at >= before)
  const gone = found === -1 ? state.at.length : found
  for (const column of columnsOf(state)) column.splice(0, gone)
  if (state.old === undefined || slotMs === 0) return
  const kept = Object.entries(state.old).filter(([slot]) => (Number(slot) + 1) * slotMs > before)
  if (kept.length === 0) delete state.old
  else state.old = Object.fromEntries(kept)
}

/** Whether nothing is on a timeline. */
export function isEmpty(state: Timeline<unknown>): boolean {
  return state.at.length === 0 && state.old === undefined
}

/** The state of a timed trait: only its own store has written it, so its shape is known. */
export function asTimeline(data: Json): Timeline<Json> {
  return data as unknown as Timeline<Json>
}

function pointAt(state: Timeline<unknown>, index: number): Point {
  return {
    at: state.at[index] ?? 0,
    key: state.key?.[index] ?? '',
    value: state.value?.[index] ?? null,
    id: state.id?.[index] ?? '',
  }
}

function pointsOf(state: Timeline<unknown>): Point[] {
  return state.at.map((_, index) => pointAt(state, index))
}

function insert(state: Timeline<unknown>, place: number, point: Point): void {
  state.at.splice(place, 0, point.at)
  state.key?.splice(place, 0, point.key)
  state.value?.splice(place, 0, point.value)
  state.id?.splice(place, 0, point.id)
}

function takeFirst(state: Timeline<unknown>): Point {
  const point = pointAt(state, 0)
  for (const column of columnsOf(state)) column.shift()
  return point
}

function columnsOf(state: Timeline<unknown>): Json[][] {
  return [state.at, state.key, state.value, state.id].filter((column) => column !== undefined)
}

/** A total order, so that points of the same millisecond are evicted alike everywhere. */
function comparePoints(a: Point, b: Point): number {
  return (
    a.at - b.at ||
    compareTexts(a.key, b.key) ||
    compareTexts(a.id, b.id) ||
    compareTexts(JSON.stringify(a.value), JSON.stringify(b.value))
  )
}
