/**
 * Every limit on what arrives and on what is kept of it, in one place. Routes, parsers, the fold and
 * the tests read these numbers; the documents quote them.
 */
export const limits = {
  request: {
    /** Bytes of a body, counted after decompression. */
    bodyBytes: 262_144,
    /** Segment's own limit for a batch to `/v1/batch` and `/v1/import`. */
    segmentBodyBytes: 512_000,
    /** Events in one request with a public key. */
    publicEvents: 50,
    /** Events in one request with a secret key. */
    secretEvents: 500,
    /** Requests in ten seconds from one IPv4 address or IPv6 /64. */
    perAddress: 100,
    /** Requests in ten seconds with one key. */
    perKey: 10_000,
    /** Console log-ins in a minute, per account and per address. */
    logins: 5,
  },
  event: {
    /** UTF-8 bytes of properties and traits together. */
    bytes: 32_768,
    /** Objects and lists inside each other; `properties` itself is the first. */
    depth: 6,
    /** Keys at the top of `traits`. */
    traits: 64,
    /** Keys at the top of `properties`. */
    properties: 255,
    /** UTF-8 bytes of a key. */
    keyBytes: 255,
    /** UTF-8 bytes of one text, and of one trait whatever its shape. */
    valueBytes: 8_192,
    /** UTF-16 units of an event name. */
    name: 255,
    /** UTF-16 units of a message id, as in Segment. */
    messageId: 100,
    /** UTF-16 units of an external id. */
    id: 255,
    /** Kinds of external ids in one event. */
    idKinds: 20,
    /** Purposes in one consent. */
    purposes: 64,
  },
  profile: {
    /** UTF-8 bytes of the state as JSON; the storage's own limit for a value is 2 MB. */
    bytes: 1_048_576,
    /** Given traits; the newest stay. */
    traits: 256,
    /** UTF-8 bytes of all given traits as JSON; the newest stay. */
    traitBytes: 393_216,
    /** Event names counted; standard names stay, of others those with the lowest hash. */
    eventNames: 500,
    /** Items per deed (viewed, added, removed, bought); the newest stay. */
    items: 200,
    /** Properties kept of an item. */
    itemProperties: 16,
    /** UTF-16 units kept of an item: a name, a few facts, the addresses of a page and a picture. */
    itemText: 1_024,
    /** External ids of one kind; the oldest stay. */
    idsPerKind: 100,
    /** Kinds of external ids. */
    idKinds: 20,
    /** Entries of the attention ledger; the newest stay. */
    ledger: 300,
    /** Actions with lasting totals; of more, those with the lowest hash stay. */
    actions: 500,
    /** Orders that may still turn out to have been told earlier; older ones are counted for good. */
    openOrders: 16,
    /** UTF-8 bytes of all open orders as JSON; the newest stay open. */
    orderBytes: 16_384,
    /** Orders beyond those whose keys are remembered, so that they are not counted again. */
    closedOrders: 500,
    /** Purposes with an answer; the newest stay. */
    purposes: 64,
  },
  aggregate: {
    /** Newest points of a windowed trait kept one by one; older ones are counted in slots. */
    points: 128,
    /** Slots a window is cut into for points beyond that. */
    slots: 32,
    /** Groups (`by`) of a trait over the whole life; of more, those with the lowest hash stay. */
    groups: 256,
    /** Groups in one slot. */
    slotGroups: 32,
    /** Different values counted exactly over the whole life; estimated beyond. */
    distinct: 256,
    /** Different values counted exactly in one slot. */
    slotDistinct: 64,
    /** Days that a streak can look back. */
    days: 400,
    /** Points one event may give to one trait: products of an order. */
    rows: 200,
    /** UTF-16 units of a group or favourite. */
    group: 255,
    /** UTF-16 units of a first or last value as JSON. */
    value: 512,
  },
} as const

/** A page's event may be this old when it arrives; an older one is `stale`. */
export const staleAfterMs = 7 * 86_400_000

/** Ids of applied events are remembered this long, so that a late copy is known as one. */
export const rememberIdsMs = 14 * 86_400_000
