import { fingerprint } from '../../event/fingerprint.ts'
import type { Kind } from './aggregate.ts'

/** The lowest hashes of the values seen, in order. `more` tells that there were others. */
interface Sketch {
  h: number[]
  more?: true
}

/**
 * How many different values. Exact up to `capacity`; beyond it an estimate: if the hashes are spread
 * evenly, how far the lowest ones reach tells how many there are (12 % off at 64, 6 % at 256).
 */
export function createDistinct(capacity: number): Kind<Sketch> {
  const distinct: Kind<Sketch> = {
    zero: () => ({ h: [] }),
    add: (sketch, { value }) => bound(withHash(sketch, Number(value))),
    merge(a, b) {
      const merged: Sketch = { h: [...new Set([...a.h, ...b.h])].sort((x, y) => x - y) }
      if (a.more || b.more) merged.more = true
      return bound(merged)
    },
    take(value) {
      if (value === undefined || value === null) return undefined
      return fingerprint(typeof value === 'string' ? value : JSON.stringify(value))
    },
    copy: (sketch) => ({ ...sketch, h: [...sketch.h] }),
    read(view) {
      const hashes = new Set(view.old.flatMap(({ sum }) => sum.h))
      for (let i = view.from; i < view.to; i++) hashes.add(Number(view.value[i]))
      const isExact = view.old.every(({ sum }) => !sum.more)
      return isExact ? hashes.size : estimate(hashes)
    },
    needsValue: true,
    needsTime: 'window',
  }

  function estimate(hashes: ReadonlySet<number>): number {
    const reach = [...hashes].sort((a, b) => a - b)[capacity - 1] ?? 2 ** 53
    return Math.round(((capacity - 1) * 2 ** 53) / reach)
  }

  function bound(sketch: Sketch): Sketch {
    return sketch.h.length <= capacity ? sketch : { h: sketch.h.slice(0, capacity), more: true }
  }

  return distinct
}

function withHash(sketch: Sketch, hash: number): Sketch {
  const { h } = sketch
  let place = h.length
  while (place > 0 && (h[place - 1] ?? 0) > hash) place--
  if (h[place - 1] !== hash) h.splice(place, 0, hash)
  return sketch
}
