import type { JsonObject } from '../event/json.ts'

/** Whether an item can be had, in Google Merchant's words. */
export const availabilities = ['in_stock', 'preorder', 'backorder', 'out_of_stock'] as const

/** Whether an item can be had. */
export type Availability = (typeof availabilities)[number]

/**
 * Something the site offers (product, article, course …) as its owner describes it. Fields bear the
 * names that events give them, so that a fact reads the same whoever told it. Times are ms since the
 * Unix epoch.
 */
export interface Item {
  id: string
  name?: string
  url?: string
  image_url?: string
  /** From the widest to the narrowest: `Shoes > Boots`. */
  category?: string
  brand?: string
  price?: number
  /** ISO 4217, `EUR`. */
  currency?: string
  /** What it costs when it is not reduced. */
  list_price?: number
  /** What remains of the price; chooses, and is never shown. */
  margin?: number
  availability?: Availability
  /** Whether it can be ordered now. Absent: the feed did not say. */
  available?: boolean
  /** When it came into the range, when it begins and ends: a sale, an event, an offer. */
  published_at?: number
  starts_at?: number
  ends_at?: number
  /** The owner's own fields. */
  more?: JsonObject
}

/** What a site offers at this moment, as fold, facts and decisions see it. Pure memory: no look-up waits. */
export interface Catalogue {
  /** Rises with every publication. */
  readonly version: number
  readonly size: number
  /** The item of this id. */
  item(id: string): Item | undefined
  /** Ids of items in a category or in one below it (`Shoes` holds `Shoes > Boots`), in order of id. */
  inCategory(category: string): readonly string[]
  /** Every category by its full path, in order. */
  categories(): readonly string[]
}
