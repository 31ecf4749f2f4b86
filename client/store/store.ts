/** Rows of the outbox have keys from zero up, the device's few other rows have one below. */
export const deviceKey = -1
export const instantKey = -2
export const estateKey = -3

/** A row to write, or to delete when the value is undefined. */
export type Change = readonly [key: number, value: unknown]

/** Reads or writes rows, in one transaction of its own. */
export type Use = <Result>(
  mode: IDBTransactionMode,
  work: (rows: IDBObjectStore) => Promise<Result>
) => Promise<Result>

/** Where rows are: on the disk behind `use`, or in memory. */
export interface Rows {
  use?: Use
  memory?: Map<number, unknown>
  /** Reads rows and writes what `decide` makes of them, in one transaction across all tabs. */
  change(keys: readonly number[], decide: (values: unknown[]) => Change[]): Promise<unknown>
  clear(): Promise<unknown>
}

/** All that we ask of the platform's storage: IndexedDB, or memory when it is refused. */
export interface Store extends Pick<Rows, 'change' | 'clear'> {
  /** Does something with the rows where they are; `refused` is the answer while nothing may be stored. */
  attempt<Result>(work: (rows: Rows) => Promise<Result>, refused: Result): Promise<Result>
}
