import type { Json } from '../../event/json.ts'
import { limits } from '../../event/limits.ts'
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
  /** Numbers of the slots that hold older points, counted from the epoch, and their sums. */
  slot?: number[]
  sum?: S[]
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
    const slot = shape.slotMs === 0 ? 0 : Math.floor(point.at / shape.slotMs)
    state.slot ??= []
    state.sum ??= []
    const { slot: slots, sum: sums } = state
    let place = slots.length
    while (place > 0 && (slots[place - 1] ?? 0) > slot) place--
    const known = slots[place - 1] === slot ? sums[place - 1] : undefined
    if (known !== undefined) {
      sums[place - 1] = inner.add(inner.copy(known), point)
      return
    }
    slots.splice(place, 0, slot)
    sums.splice(place, 0, inner.add(inner.zero(), point))
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
    while (place > 0 && isBefore(point, state, place - 1)) place--
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
    copy(state) {
      const copy: Timeline<S> = { ...state, at: state.at.slice() }
      if (state.key !== undefined) copy.key = state.key.slice()
      if (state.value !== undefined) copy.value = state.value.slice()
      if (state.id !== undefined) copy.id = state.id.slice()
      if (state.slot !== undefined) copy.slot = state.slot.slice()
      if (state.sum !== undefined) copy.sum = state.sum.slice()
      return copy
    },
    merge(a, b) {
      const state = zero()
      const sums = mergeMaps(sumsBySlot(a), sumsBySlot(b), inner.merge)
      // Slot numbers stay below 2^32: the language keeps such keys in their order by itself.
      const slots = Object.keys(sums)
      if (slots.length > 0) {
        Object.assign(state, { slot: slots.map(Number), sum: Object.values(sums) })
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
  const oldest = state.slot?.[0]
  return slotMs > 0 && oldest !== undefined && (oldest + 1) * slotMs <= before
}

/** Takes off a timeline what lies wholly before a time. */
export function dropBefore<S>(state: Timeline<S>, before: number, slotMs: number): void {
  const found = state.at.findIndex((at) => at >= before)
  const gone = found === -1 ? state.at.length : found
  for (const column of columnsOf(state)) column.splice(0, gone)
  const { slot, sum } = state
  if (slot === undefined || sum === undefined || slotMs === 0) return
  const kept = slot.findIndex((number) => (number + 1) * slotMs > before)
  if (kept === -1) {
    delete state.slot
    delete state.sum
  } else {
    slot.splice(0, kept)
    sum.splice(0, kept)
  }
}

/** Whether nothing is on a timeline. */
export function isEmpty(state: Timeline<unknown>): boolean {
  return state.at.length === 0 && state.slot === undefined
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

function sumsBySlot<S>({ slot = [], sum = [] }: Timeline<S>): Record<string, S> {
  return Object.fromEntries(sum.map((each, i) => [slot[i], each]))
}

function takeFirst(state: Timeline<unknown>): Point {
  const point = pointAt(state, 0)
  for (const column of columnsOf(state)) column.shift()
  return point
}

function columnsOf(state: Timeline<unknown>): Json[][] {
  return [state.at, state.key, state.value, state.id].filter((column) => column !== undefined)
}

/** Whether a point goes before the one at an index. Times nearly always tell. */
function isBefore(point: Point, state: Timeline<unknown>, index: number): boolean {
  const at = state.at[index] ?? 0
  return point.at < at || (point.at === at && comparePoints(point, pointAt(state, index)) < 0)
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
