import type { Item } from '../../shared/catalogue/item.ts'
import { catalogueLimits } from '../../shared/catalogue/limits.ts'
import { countItems, markChanged, putItem, readItemText } from './storage.ts'

/** What became of a feed. `shrinks`: it would take more than half of a catalogue away. */
export type FeedEnd = { items: number; changed: number; removed: number } | 'shrinks' | 'lost'

/** A feed on its way in. Nothing of it is in force before it is whole. */
export interface Feed {
  readonly name: string
  take(items: readonly Item[]): 'taken' | 'full'
  end(end: { mayShrink: boolean; now: number }): Exclude<FeedEnd, 'lost'>
}

/** A catalogue smaller than this may come and go as it likes. */
const smallCatalogue = 20

/**
 * Begins a feed. Ids are remembered in memory and only what differs is stored: the usual feed, which
 * says the same as yesterday's, writes next to nothing. When the object dies the feed is lost, and
 * its sender is told so.
 */
export function createFeed(name: string, storage: DurableObjectStorage): Feed {
  const { sql } = storage
  const seen = new Set<string>()
  sql.exec('DELETE FROM incoming')
  return {
    name,
    take(items) {
      storage.transactionSync(() => {
        for (const item of items) {
          // Of an item that stands twice in a feed, the last counts.
          seen.add(item.id)
          const text = JSON.stringify(item)
          if (readItemText(sql, item.id) === text) {
            sql.exec('DELETE FROM incoming WHERE id = ?', item.id)
          } else sql.exec('INSERT OR REPLACE INTO incoming VALUES (?, ?)', item.id, text)
        }
      })
      return seen.size > catalogueLimits.items ? 'full' : 'taken'
    },
    end({ mayShrink, now }) {
      const before = countItems(sql)
      const isSmall = before < smallCatalogue
      if (!mayShrink && !isSmall && seen.size < before / 2) return 'shrinks'
      return storage.transactionSync(() => {
        const incoming = sql.exec<{ item: string }>('SELECT item FROM incoming').toArray()
        const changed = incoming.filter(({ item }) => putItem(sql, item, now)).length
        const ids = sql.exec<{ id: string }>('SELECT id FROM items').toArray()
        const gone = ids.filter(({ id }) => !seen.has(id))
        for (const { id } of gone) {
          sql.exec('DELETE FROM items WHERE id = ?', id)
          sql.exec('DELETE FROM watchers WHERE item = ?', id)
        }
        sql.exec('DELETE FROM incoming')
        if (changed + gone.length > 0) markChanged(sql, now)
        return { items: seen.size, changed, removed: gone.length }
      })
    },
  }
}
