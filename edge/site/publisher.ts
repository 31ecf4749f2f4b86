import type { Snapshot } from '../../shared/site/config.ts'
import { listOff } from './channels-off.ts'
import { listIdentityKeys, publishedKeys } from './key-ring.ts'
import { snapshotKey } from './live-site.ts'
import { listSourceSecrets } from './source-secrets.ts'
import { first } from './storage.ts'
import { readVersion } from './versions.ts'

/** KV takes one write a second for a key; a second publish within it waits its turn. */
const retryMs = 1_000

/** Carries what is in force from the site's own storage to KV, however often it takes. */
export interface Publisher {
  /** What is in force, if anything was ever published. */
  current(): Snapshot | undefined
  /** Notes, in the turn that changes something, that KV is behind. */
  mark(now: number): void
  /** Writes to KV when it is behind; what fails is tried again by alarm. */
  flush(): Promise<void>
}

type PublishedRow = { at: number; is_pending: number }

/** Creates the publisher of one site. */
export function createPublisher(site: string, storage: DurableObjectStorage, kv: KVNamespace) {
  const { sql } = storage
  const marker = () => first(sql.exec<PublishedRow>('SELECT at, is_pending FROM published'))

  const publisher: Publisher = {
    current() {
      const version = readVersion(sql)
      if (!version) return undefined
      return {
        site,
        version: version.version,
        config: version.config,
        keys: publishedKeys(sql),
        identityKeys: listIdentityKeys(sql),
        sourceSecrets: listSourceSecrets(sql),
        channelsOff: listOff(sql),
        publishedAt: marker()?.at ?? version.at,
      }
    },
    mark(now) {
      // Strictly rising, whatever the clock does: readers keep the newer of two snapshots by it.
      const at = Math.max(now, (marker()?.at ?? 0) + 1)
      sql.exec('INSERT OR REPLACE INTO published VALUES (1, ?, 1)', at)
    },
    async flush() {
      if (!marker()?.is_pending) return
      const snapshot = publisher.current()
      if (!snapshot) return
      try {
        await kv.put(snapshotKey(site), JSON.stringify(snapshot))
      } catch {
        await storage.setAlarm(Date.now() + retryMs)
        return
      }
      // Only if nothing was published while KV was writing.
      sql.exec('UPDATE published SET is_pending = 0 WHERE at = ?', snapshot.publishedAt)
      if (marker()?.is_pending) await storage.setAlarm(Date.now() + retryMs)
    },
  }
  return publisher
}
