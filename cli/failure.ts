/** Something that a person can do something about: told without a stack, and with what to do. */
export class Failure extends Error {
  /** Stable word for scripts: `conflict`, `not_found`, a code of the HTTP API. */
  readonly code: string
  /** Faults one by one, each a line. */
  readonly faults: readonly string[]

  constructor(code: string, message: string, faults: readonly string[] = []) {
    super(message)
    this.code = code
    this.faults = faults
  }
}
