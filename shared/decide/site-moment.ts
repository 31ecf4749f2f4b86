import { createMoment, type Moment } from '../condition/compile.ts'
import type { Lookup } from '../condition/condition.ts'
import type { DecideSite } from './prepare/prepared.ts'

/**
 * Opens a moment on a site whose facts include its segments: a segment is a condition of the same
 * set, so each is evaluated at most once, whoever asks, also from within another segment.
 */
export function siteMoment(
  site: Pick<DecideSite, 'conditions' | 'segments'>,
  facts: Lookup,
  now: number
): Moment {
  const lookup: Lookup = (path, keys) =>
    path.startsWith('segments.')
      ? site.segments.get(path.slice('segments.'.length))?.(moment)
      : facts(path, keys)
  const moment = createMoment(site.conditions, lookup, now)
  return moment
}
