import { fingerprint } from '../../event/fingerprint.ts'
import { own } from '../../event/safe-key.ts'
import { mergeMaps, sortKeys } from '../sorted.ts'
import type { Store } from './aggregate.ts'

/** States by group. `more` tells that groups had to be given up. */
export interface Group<S> {
  k: Record<string, S>
  more?: true
}

/**
 * Keeps points apart by their key, at most `capacity` keys. Beyond that the keys with the lowest hash
 * stay: chance decides, but the same chance whatever came first, and a key that stays has lost
 * nothing. Giving up the smallest would depend on the order of arrival.
 */
export function group<S>(inner: Store<S>, capacity: number): Store<Group<S>> {
  return {
    zero: () => ({ k: {} }),
    add(state, point) {
      const { key } = point
      const known = own(state.k, key)
      if (known !== undefined) {
        state.k[key] = inner.add(inner.copy(known), point)
        return state
      }
      return bound(
        { ...state, k: sortKeys({ ...state.k, [key]: inner.add(inner.zero(), point) }) },
        capacity
      )
    },
    copy: (state) => ({ ...state, k: { ...state.k } }),
    merge(a, b) {
      const merged: Group<S> = { k: mergeMaps(a.k, b.k, inner.merge) }
      if (a.more || b.more) merged.more = true
      return bound(merged, capacity)
    },
  }
}

function bound<S>(state: Group<S>, capacity: number): Group<S> {
  const keys = Object.keys(state.k)
  if (keys.length <= capacity) return state
  const kept = new Set(keys.sort((a, b) => fingerprint(a) - fingerprint(b)).slice(0, capacity))
  const entries = Object.entries(state.k).filter(([key]) => kept.has(key))
  return { k: Object.fromEntries(entries), more: true }
}
