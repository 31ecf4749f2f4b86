/** Rows of the outbox have keys from zero up, the device's few other rows have one below. */
export const deviceKey = -1
export const instantKey = -2
export const estateKey = -3

/** A row to write, or to delete when the value is undefined. */
export type Change = readonly [key: number, value: unknown]

/** All that we ask of the platform's storage: IndexedDB, or memory when it is refused. */
export interface Store {
  /** The first `limit` rows with `from <= key < until`, in the order of their keys. */
  list(from: number, until: number, limit: number): Promise<[key: number, value: unknown][]>
  /** Reads rows and writes what `decide` makes of them, in one transaction across all tabs. */
  change(keys: readonly number[], decide: (values: unknown[]) => Change[]): Promise<unknown>
  clear(): Promise<unknown>
}
