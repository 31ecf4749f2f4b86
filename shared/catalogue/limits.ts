/** What a catalogue may hold: all of it is kept in the memory of everybody who decides. */
export const catalogueLimits = {
  items: 50_000,
  /** UTF-8 bytes of one item as JSON. */
  itemBytes: 4_096,
  /** Fields of the owner's own in one item. */
  more: 32,
  /** UTF-16 units of one text. */
  text: 2_048,
  /** Bytes of a feed. */
  feedBytes: 67_108_864,
  /** Items in one request that changes some. */
  batch: 500,
  /** People who watch one item; the newest stay. */
  watchers: 10_000,
  /** How long somebody watches an item they have looked at. */
  watchMs: 90 * 86_400_000,
  /** Faults of a feed that are told. */
  problems: 100,
} as const
