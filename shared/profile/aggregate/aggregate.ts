import type { Event } from '../../event/event.ts'
import type { Json } from '../../event/json.ts'

/**
 * The algebra of computed traits. A trait's state is a function of the *set* of points it was given:
 * `add` and `merge` commute, so no order of arrival and no split over devices can show. Numbers that
 * are summed are integers; what is bounded is bounded by rules that look at the points only.
 */

/** What one event gives to one trait. */
export interface Point {
  at: number
  /** Group (`by`); empty when the trait has none. */
  key: string
  /** What the kind took from the event: a number, a text, a hash; null when it needs nothing. */
  value: Json
  /** Event id: breaks ties between events of the same millisecond. */
  id: string
}

/** Keeps points. */
export interface Store<S> {
  zero(): S
  /** May change the state it is given, as far as `copy` has copied it. */
  add(state: S, point: Point): S
  /** Changes neither; the result may share parts with both. */
  merge(a: S, b: S): S
  /** A state that `add` may change without harm to this one. */
  copy(state: S): S
}

/** Old points that were added up, all from about the same time. */
export interface Old<A> {
  /** The middle of that time; not a number when it is a whole life. */
  at: number
  sum: A
}

/** What of a trait's points falls into the time asked for: single ones by column, oldest first, and sums. */
export interface View<A> {
  at: readonly number[]
  value: readonly Json[]
  /** Index of the first point and the one after the last. */
  from: number
  to: number
  old: readonly Old<A>[]
}

/** The moment a trait is read at. */
export interface ReadMoment {
  now: number
  /** The person's zone. */
  zone: string
  /** Where the window begins; minus infinity for a whole life. */
  from: number
  /** Nothing later counts; infinity unless the trait is refreshed at intervals. */
  until: number
}

/** A value with what to know about it. */
export interface Reading {
  value: Json
  /** Older points had been added up, and the window cuts through such a sum; or groups were given up. */
  isApproximate: boolean
}

/** One way to compute: how points add up (`A`), and what they say at a moment. */
export interface Kind<A> extends Store<A> {
  /** What of an event's value is a point's; undefined: the event says nothing to this trait. */
  take(value: Json | undefined, event: Event): Json | undefined
  read(view: View<A>, moment: ReadMoment): Json | undefined
  /** Points carry the taken value. */
  needsValue: boolean
  /** Points carry their event's id: the value of one event goes before that of another. */
  needsId?: boolean
  /**
   * When single points are needed: `always`; in a `window`; only when a `refresh` hides the newest;
   * or `never`, because the sum itself knows its times.
   */
  needsTime: 'always' | 'window' | 'refresh' | 'never'
}

/** Adds all of a view up: what a kind reads when it does not care when things happened. */
export function sumView<A>(kind: Store<A>, view: View<A>): A {
  let sum = view.old.reduce((all, old) => kind.merge(all, old.sum), kind.zero())
  for (let i = view.from; i < view.to; i++) {
    const point = { at: view.at[i] ?? 0, key: '', value: view.value[i] ?? null, id: '' }
    sum = kind.add(sum, point)
  }
  return sum
}
