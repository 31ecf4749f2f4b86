/** One row of the table: a script on the page, and the service behind it. */
export interface Contestant {
  name: string
  /** What its owner puts into the head of the page. */
  head: string
  /** Scripts by path. */
  scripts: ReadonlyMap<string, string>
  /** What its service answers, as its documentation shows; `undefined` is a 404. */
  answer(path: string, body: string): unknown
  /** Recognises the request that carries the page's first signal. Without it there is none. */
  signal?: RegExp
}

/** What everybody shall put into the slot. */
export const words = 'Chosen for you: lamps that suit a small flat'

/** The signal that a page gives when it is asked to, in the table of failures. */
export const keptSignal = 'bench_kept'

/** Every page has this function: it gives `keptSignal` the way the script's documentation says. */
export const giveSignal = 'benchSignal'
