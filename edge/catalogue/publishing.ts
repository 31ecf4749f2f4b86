import { chunksOf, type Manifest, manifestKey } from './snapshot.ts'
import { countItems, markPublished, readState } from './storage.ts'

/** Readers hold a manifest for minutes: the chunks it names must outlive it. */
const outlivesMs = 3_600_000

/** Carries a catalogue to KV: the chunks that are new, then the manifest. Throws when KV refuses. */
export async function publishCatalogue(
  sql: SqlStorage,
  { site, kv, now }: { site: string; kv: KVNamespace; now: number }
): Promise<void> {
  const { version, at } = readState(sql)
  const chunks = chunksOf(sql, site, countItems(sql))
  const known = new Set(
    sql
      .exec<{ key: string }>('SELECT key FROM chunks')
      .toArray()
      .map(({ key }) => key)
  )
  for (const [key, text] of chunks) if (!known.has(key)) await kv.put(key, text)
  const manifest: Manifest = { version, at, chunks: [...chunks.keys()] }
  await kv.put(manifestKey(site), JSON.stringify(manifest))
  for (const key of chunks.keys()) sql.exec('INSERT OR REPLACE INTO chunks VALUES (?, NULL)', key)
  for (const key of known) {
    if (chunks.has(key)) continue
    sql.exec(
      'UPDATE chunks SET leaves_at = ? WHERE key = ? AND leaves_at IS NULL',
      now + outlivesMs,
      key
    )
  }
  markPublished(sql, version)
}

/** Removes chunks that nobody reads any more. Answers when the next one may go. */
export async function sweepChunks(
  sql: SqlStorage,
  { kv, now }: { kv: KVNamespace; now: number }
): Promise<number | undefined> {
  const due = sql
    .exec<{ key: string }>('SELECT key FROM chunks WHERE leaves_at <= ?', now)
    .toArray()
  for (const { key } of due) {
    await kv.delete(key)
    sql.exec('DELETE FROM chunks WHERE key = ?', key)
  }
  const next = sql.exec<{ next: number | null }>('SELECT min(leaves_at) AS next FROM chunks').one()
  return next.next ?? undefined
}
