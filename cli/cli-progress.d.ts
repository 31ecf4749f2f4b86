/** The part of cli-progress that we use; the package brings no types. */
declare module 'cli-progress' {
  interface Options {
    format: string
    barCompleteChar: string
    barIncompleteChar: string
    barsize: number
    hideCursor: boolean
    noTTYOutput: boolean
    notTTYSchedule: number
  }

  export class SingleBar {
    constructor(options: Partial<Options>)
    start(total: number, value: number): void
    setTotal(total: number): void
    update(value: number): void
    stop(): void
  }
}
