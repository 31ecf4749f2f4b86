import type { Kind } from './aggregate.ts'

/** Milliseconds since the last event. */
export const recency: Kind<number | null> = {
  zero: () => null,
  add: (newest, { at }) => Math.max(newest ?? at, at),
  merge: (a, b) => (a === null || b === null ? (a ?? b) : Math.max(a, b)),
  copy: (newest) => newest,
  take: () => null,
  read(view, { now, from }) {
    const single = view.to > view.from ? view.at[view.to - 1] : undefined
    const at = single ?? view.old.at(-1)?.sum ?? undefined
    return at === undefined || at < from ? undefined : Math.max(0, now - at)
  },
  needsValue: false,
  needsTime: 'refresh',
}
