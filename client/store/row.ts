/** What an event is worth when room is short: low goes first. */
export const low = 0
export const normal = 1
export const high = 2
export type Worth = typeof low | typeof normal | typeof high
export const worths: readonly Worth[] = [low, normal, high]

/** Keys of each worth: they sort by worth, then by position in the stream. */
export const span = 1e12

/** An event in the outbox: its JSON as it will travel, without age and position. */
export interface Row {
  id: string
  json: string
  /** Bytes of `json`. */
  size: number
  /** Wall clock and monotonic clock when it happened, and the page whose monotonic clock it is. */
  at: number
  mono: number
  page: number
}

/** Whether a stored value is a row; anything else is skipped and counted. */
export const isRow = (value: unknown): value is Row => {
  const { json = '', size = 0 } = (value ?? {}) as Partial<Row>
  return size > 0 && /^\{".*\}$/.test(json)
}

/**
 * Milliseconds since the event: by the monotonic clock inside its own page, which no clock change can
 * move, else by the wall clock. The edge turns it into a time; the device's clock is never believed.
 */
export const ageOf = ({ page, mono, at }: Row): number => {
  const age = page === performance.timeOrigin ? performance.now() - mono : Date.now() - at
  return Math.round(Math.max(0, age)) || 0
}
