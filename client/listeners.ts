import { guard } from './guard.ts'

/** Those who want to hear of something: how to join them, and how to tell them. */
export const createListeners = <Word>(): [
  add: (run: (word: Word) => void) => void,
  tell: (word: Word) => void,
] => {
  const all: ((word: Word) => void)[] = []
  return [
    (run) => void all.push(guard(run)),
    (word) => {
      for (const run of all) run(word)
    },
  ]
}
