import { first } from '../site/storage.ts'

/** So many tries are free; each one more has to wait, twice as long as the one before it. */
const freeTries = 5
const firstWaitMs = 60_000
/** No account is closed for longer, whoever keeps guessing at it. */
const longestWaitMs = 15 * 60_000
/** Longer than the longest wait, so that waiting it out is not rewarded with five new tries. */
export const forgottenAfterMs = 60 * 60_000

type Row = { failures: number; at: number }

/** How long to wait before the next try, after so many failures, the last of them at `at`. */
export function waitMs({ failures, at }: Row, now: number): number {
  if (failures < freeTries || now - at > forgottenAfterMs) return 0
  const wait = Math.min(firstWaitMs * 2 ** (failures - freeTries), longestWaitMs)
  return Math.max(0, at + wait - now)
}

/**
 * Takes a try for each of the names it is counted under, or says how long to wait. It counts as a
 * failure until `forgive`: tries that run side by side are all seen. Who waits is not counted again.
 */
export function takeTry(sql: SqlStorage, names: readonly string[], now: number): number {
  sql.exec('DELETE FROM attempts WHERE at < ?', now - forgottenAfterMs)
  const wait = Math.max(...names.map((name) => waitMs(read(sql, name), now)))
  if (wait > 0) return wait
  const count =
    'INSERT INTO attempts VALUES (?, 1, ?) ON CONFLICT (who) DO UPDATE SET failures = failures + 1, at = excluded.at'
  for (const name of names) sql.exec(count, name, now)
  return 0
}

/** Takes a try back that was none: the right word was said. */
export function forgiveTry(sql: SqlStorage, name: string): void {
  sql.exec('UPDATE attempts SET failures = failures - 1 WHERE who = ?', name)
}

/** Forgets all failures under a name. */
export function forgiveAll(sql: SqlStorage, name: string): void {
  sql.exec('DELETE FROM attempts WHERE who = ?', name)
}

function read(sql: SqlStorage, name: string): Row {
  const row = first(sql.exec<Row>('SELECT failures, at FROM attempts WHERE who = ?', name))
  return row ?? { failures: 0, at: 0 }
}
