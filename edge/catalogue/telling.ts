import { changeEvent } from '../../shared/catalogue/change.ts'
import type { Event } from '../../shared/event/event.ts'
import { serverMoment } from '../decide/moment.ts'
import { requestSeed } from '../decide/seed.ts'
import type { Env } from '../env.ts'
import { eachBounded } from '../memory/bounded.ts'
import { askProfile } from '../profile/find.ts'
import { advanceTelling, endTelling, nextTelling } from './storage.ts'
import { removeWatcher, watchersAfter } from './watchers.ts'

/** People told in one turn, and at once: the object stays free for others, and profiles for visitors. */
const perTurn = 100
const width = 8

/**
 * Tells the next portion of those who watch an item that it has changed, as an event of their own, and
 * answers whether there are more to tell. A portion that was interrupted is told again; the event has
 * the same id each time, so nobody hears of it twice.
 */
export async function tellWatchers(
  sql: SqlStorage,
  { env, site, now }: { env: Env; site: string; now: number }
): Promise<boolean> {
  const telling = nextTelling(sql)
  if (!telling) return false
  const { n, item, cursor } = telling
  const people = watchersAfter(sql, { item: item.id, after: cursor, limit: perTurn, now })
  const event = changeEvent(telling, now)
  await eachBounded(people, width, async (profile) => {
    const isKnown = await tell(env, { site, profile, event, now })
    if (!isKnown) removeWatcher(sql, profile, [item.id])
  })
  const last = people.at(-1)
  if (last !== undefined && people.length === perTurn) advanceTelling(sql, n, last)
  else endTelling(sql, n)
  return nextTelling(sql) !== undefined
}

/** Tells one person, wherever they have moved; false when there is nobody any more. */
async function tell(
  env: Env,
  { site, profile: ref, event, now }: { site: string; profile: string; event: Event; now: number }
): Promise<boolean> {
  const visit = {
    ...{ site, now, seed: requestSeed(now), events: [event], atLeast: 0 },
    addressing: { via: 'profile' as const, mayBeKnown: true, mustExist: true as const },
    asks: { slots: [], context: serverMoment({}, { name: site }), record: 'no' as const },
  }
  const visited = await askProfile(env, { site, ref }, async (profile) => {
    const answer = await profile.visit(visit)
    return 'verdicts' in answer || 'to' in answer ? answer : 'unknown'
  })
  return visited !== undefined
}
