/** What a profile remembers of an applied event: hash of its id, hash of its payload, when. */
export interface SeenId {
  id: number
  payload: number
  at: number
}

/** The ids a profile has applied: an open-addressing table in two typed arrays, 12 bytes an entry. */
export interface SeenIds {
  readonly size: number
  /** Memory taken, full or free. */
  readonly bytes: number
  /** Hash of the payload that came with this id, if it ever came. */
  payloadOf(id: number): number | undefined
  add(seen: SeenId): void
}

/** Bytes of one id in storage: the id's hash, its payload's, the second it was received. */
export const bytesPerId = 16

/** Zero marks a free place; no hash of a message id is zero but by a chance of 2^-53. */
const free = 0

/** How full the table may be: neighbours are near up to here, and places cost 12 bytes each. */
const fullest = 0.8

/** Creates an empty memory with room for `expected` ids. */
export function createSeenIds(expected = 8): SeenIds {
  let capacity = Math.max(16, Math.ceil((expected + 50) / fullest))
  let ids = new Float64Array(capacity)
  let payloads = new Uint32Array(capacity)
  let size = 0

  /** Place of the id, or the free place where it would go. */
  const placeOf = (id: number): number => {
    // The hash is uniform: its rest chooses the place, neighbours take what collides.
    let place = id % capacity
    while (ids[place] !== free && ids[place] !== id) place = (place + 1) % capacity
    return place
  }

  const grow = () => {
    const [oldIds, oldPayloads] = [ids, payloads]
    capacity = Math.ceil(capacity * 1.5)
    ids = new Float64Array(capacity)
    payloads = new Uint32Array(capacity)
    oldIds.forEach((id, i) => {
      if (id === free) return
      const place = placeOf(id)
      ids[place] = id
      payloads[place] = oldPayloads[i] ?? 0
    })
  }

  return {
    get size() {
      return size
    },
    get bytes() {
      return ids.byteLength + payloads.byteLength
    },
    payloadOf(id) {
      const place = placeOf(id)
      return ids[place] === id ? payloads[place] : undefined
    },
    add({ id, payload }) {
      const place = placeOf(id)
      if (ids[place] === id) return
      ids[place] = id
      payloads[place] = payload
      size += 1
      if (size > capacity * fullest) grow()
    },
  }
}

/** Appends ids to the bytes of a chunk. */
export function appendSeen(bytes: Uint8Array, seen: readonly SeenId[]): Uint8Array {
  const longer = new Uint8Array(bytes.byteLength + seen.length * bytesPerId)
  longer.set(bytes)
  const view = new DataView(longer.buffer)
  let offset = bytes.byteLength
  for (const { id, payload, at } of seen) {
    view.setFloat64(offset, id)
    view.setUint32(offset + 8, payload)
    view.setUint32(offset + 12, Math.floor(at / 1_000))
    offset += bytesPerId
  }
  return longer
}

/** Reads the ids of a chunk that were received at `since` or later. */
export function* readSeen(bytes: ArrayBuffer | Uint8Array, since = 0): Iterable<SeenId> {
  const whole = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes)
  const view = new DataView(whole.buffer, whole.byteOffset, whole.byteLength)
  for (let offset = 0; offset + bytesPerId <= view.byteLength; offset += bytesPerId) {
    const at = view.getUint32(offset + 12) * 1_000
    if (at < since) continue
    yield { id: view.getFloat64(offset), payload: view.getUint32(offset + 8), at }
  }
}
