import type { Json } from '../../event/json.ts'
import { compareTexts } from '../sorted.ts'
import type { Kind, View } from './aggregate.ts'
import { takeShort } from './take.ts'

/** The value at one end of a life, with when, and the id of the event that gave it. */
type End = [at: number, id: string, value: Json] | null

/** The value at the first event. */
export const first: Kind<End> = {
  ...createEnd((a, b) => compareEnds(a, b) < 0),
  read: (view) => (view.old.length > 0 ? oldValue(view, 0) : valueAt(view, view.from)),
}

/** The value at the last event. */
export const last: Kind<End> = {
  ...createEnd((a, b) => compareEnds(a, b) > 0),
  read(view, { from }) {
    const value = valueAt(view, view.to - 1)
    if (value !== undefined) return value
    const old = view.old.at(-1)?.sum
    return old != null && old[0] >= from ? old[2] : undefined
  },
  needsTime: 'refresh',
}

type Given = [at: number, id: string, value: Json]

function createEnd(isBetter: (a: Given, b: Given) => boolean): Omit<Kind<End>, 'read'> {
  const merge = (a: End, b: End): End => {
    if (a === null || b === null) return a ?? b
    return isBetter(b, a) ? b : a
  }
  return {
    zero: () => null,
    add: (end, { at, id, value }) => merge(end, [at, id, value]),
    merge,
    copy: (end) => end,
    take: takeShort,
    needsValue: true,
    needsId: true,
    needsTime: 'window',
  }
}

/** By time, then by event, then by value: one event may give several. */
function compareEnds(a: Given, b: Given): number {
  return a[0] - b[0] || compareTexts(a[1], b[1]) || compareTexts(textOf(a[2]), textOf(b[2]))
}

function textOf(value: Json): string {
  return JSON.stringify(value)
}

function valueAt(view: View<End>, index: number): Json | undefined {
  return index >= view.from && index < view.to ? view.value[index] : undefined
}

function oldValue(view: View<End>, index: number): Json | undefined {
  return view.old[index]?.sum?.[2]
}
