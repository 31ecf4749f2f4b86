import { fingerprint } from '../../event/fingerprint.ts'
import { own } from '../../event/safe-key.ts'
import { keepLowest, mergeMaps, sortKeys } from '../sorted.ts'
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
      const keys = Object.keys(state.k)
      const surplus = keys.length >= capacity ? highestHash([...keys, key]) : undefined
      if (surplus === key) return { ...state, more: true }
      const k = { ...state.k, [key]: inner.add(inner.zero(), point) }
      if (surplus === undefined) return { ...state, k: sortKeys(k) }
      delete k[surplus]
      return { k: sortKeys(k), more: true }
    },
    copy: (state) => ({ ...state, k: { ...state.k } }),
    merge(a, b) {
      const k = mergeMaps(a.k, b.k, inner.merge)
      const isCut = a.more === true || b.more === true || Object.keys(k).length > capacity
      const kept = keepLowest(k, capacity, fingerprint)
      return isCut ? { k: kept, more: true } : { k: kept }
    },
  }
}

function highestHash(keys: readonly string[]): string {
  let highest = { key: '', hash: -1 }
  for (const key of keys) {
    const hash = fingerprint(key)
    if (hash > highest.hash) highest = { key, hash }
  }
  return highest.key
}
