import { catalogueLimits } from '../../shared/catalogue/limits.ts'
import { first } from '../site/storage.ts'

/** Somebody who looked at an item, or asked to be told of it. */
export interface Watch {
  item: string
  profile: string
}

const dayMs = 86_400_000

/** Notes who watches what. Somebody who is known already costs a row once a day at most. */
export function addWatchers(sql: SqlStorage, watches: readonly Watch[], now: number): void {
  const put = `INSERT INTO watchers VALUES (?, ?, ?) ON CONFLICT (item, profile)
    DO UPDATE SET at = excluded.at WHERE excluded.at - at > ?`
  for (const { item, profile } of watches) sql.exec(put, item, profile, now, dayMs)
  for (const item of new Set(watches.map((watch) => watch.item))) bound(sql, item)
}

/** The newest stay. */
function bound(sql: SqlStorage, item: string): void {
  const count = 'SELECT count(*) AS n FROM watchers WHERE item = ?'
  if (sql.exec<{ n: number }>(count, item).one().n <= catalogueLimits.watchers) return
  sql.exec(
    `DELETE FROM watchers WHERE item = ?1 AND profile NOT IN (
      SELECT profile FROM watchers WHERE item = ?1 ORDER BY at DESC, profile LIMIT ?2)`,
    ...[item, catalogueLimits.watchers]
  )
}

/** Who watches an item, after a person, in order of profiles; those who looked too long ago do not. */
export function watchersAfter(
  sql: SqlStorage,
  { item, after, limit, now }: { item: string; after: string; limit: number; now: number }
): string[] {
  const query = `SELECT profile FROM watchers WHERE item = ? AND profile > ? AND at > ?
    ORDER BY profile LIMIT ?`
  const since = now - catalogueLimits.watchMs
  const rows = sql.exec<{ profile: string }>(query, item, after, since, limit).toArray()
  return rows.map(({ profile }) => profile)
}

/** Somebody watches these items no more. */
export function removeWatcher(sql: SqlStorage, profile: string, items: readonly string[]): void {
  for (const item of items) {
    sql.exec('DELETE FROM watchers WHERE item = ? AND profile = ?', item, profile)
  }
}

/** Forgets who looked too long ago, once a day: it means looking at everybody. Answers when to come back. */
export function purgeWatchers(sql: SqlStorage, now: number): number | undefined {
  const last = first(sql.exec<{ at: number }>('SELECT at FROM cleaned'))?.at ?? 0
  if (now - last >= dayMs) {
    sql.exec('DELETE FROM watchers WHERE at <= ?', now - catalogueLimits.watchMs)
    sql.exec('INSERT OR REPLACE INTO cleaned VALUES (1, ?)', now)
  }
  const isWatched = first(sql.exec('SELECT 1 FROM watchers LIMIT 1')) !== undefined
  const next = now - last >= dayMs ? now + dayMs : last + dayMs
  return isWatched ? next : undefined
}
