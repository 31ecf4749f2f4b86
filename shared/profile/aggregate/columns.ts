import type { Json } from '../../event/json.ts'

/** Points with the same label, oldest first. */
export interface Columns {
  at: number[]
  value: Json[]
}

/** Points on a timeline, by column. */
interface Points {
  at: readonly number[]
  value: readonly Json[]
}

/**
 * A timeline's columns change only in a copy of them, so the points of each label are sorted out once
 * for all requests that find the same column.
 */
const known = new WeakMap<readonly Json[], ReadonlyMap<string, Columns>>()

/** The points apart by their label, which is a column of its own. */
export function byLabel(
  labels: readonly Json[],
  { at, value }: Points
): ReadonlyMap<string, Columns> {
  const made = known.get(labels)
  if (made !== undefined) return made
  const columns = new Map<string, Columns>()
  for (let i = 0; i < labels.length; i++) {
    const label = String(labels[i])
    const column = columns.get(label)
    if (column === undefined) columns.set(label, { at: [at[i] ?? 0], value: [value[i] ?? null] })
    else {
      column.at.push(at[i] ?? 0)
      column.value.push(value[i] ?? null)
    }
  }
  known.set(labels, columns)
  return columns
}

/** How many of the sorted times lie before one. */
function countBefore(at: readonly number[], time: number): number {
  let low = 0
  let high = at.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((at[middle] ?? 0) < time) low = middle + 1
    else high = middle
  }
  return low
}

/** Index of the first of the sorted times in a window, and the one after its last. */
export function windowOn(
  at: readonly number[],
  { from, until }: { from: number; until: number }
): { from: number; to: number } {
  // Smallest time after `until`: times are whole milliseconds.
  const to = until === Infinity ? at.length : countBefore(at, until + 1)
  return { from: countBefore(at, from), to }
}
