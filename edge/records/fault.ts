/** A stream of records that cannot be read on: its message is for whoever sent it. */
export class RecordsFault extends Error {
  readonly isTooLarge: boolean
  constructor(message: string, isTooLarge = false) {
    super(message)
    this.isTooLarge = isTooLarge
  }
}
