import type { Json } from '../../event/json.ts'

/** A line of a readable difference. */
export interface Line {
  kind: 'same' | 'gone' | 'come'
  text: string
}

/** Values as people read them, line by line: what stayed, went and came. */
export function linesBetween(from: Json | undefined, to: Json | undefined): Line[] {
  const old = textOf(from)
  const now = textOf(to)
  const common = longestCommon(old, now)
  const lines: Line[] = []
  let i = 0
  let j = 0
  while (i < old.length || j < now.length) {
    const isShared = i < old.length && j < now.length && old[i] === now[j]
    if (isShared) {
      lines.push({ kind: 'same', text: old[i] ?? '' })
      i++
      j++
    } else if (
      j >= now.length ||
      (i < old.length && at(common, i + 1, j) >= at(common, i, j + 1))
    ) {
      lines.push({ kind: 'gone', text: old[i++] ?? '' })
    } else {
      lines.push({ kind: 'come', text: now[j++] ?? '' })
    }
  }
  return lines
}

function textOf(value: Json | undefined): string[] {
  return value === undefined ? [] : JSON.stringify(value, null, 2).split('\n')
}

/** Length of the longest common part of the lines from `i` and from `j` on. */
function longestCommon(a: readonly string[], b: readonly string[]): number[][] {
  const length: number[][] = Array.from({ length: a.length + 1 }, () => [])
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const row = length[i] ?? []
      row[j] =
        a[i] === b[j]
          ? at(length, i + 1, j + 1) + 1
          : Math.max(at(length, i + 1, j), at(length, i, j + 1))
    }
  }
  return length
}

const at = (table: number[][], i: number, j: number) => table[i]?.[j] ?? 0
