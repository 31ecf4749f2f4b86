import { guard } from '../guard.ts'

const paceMs = 1_000

/** Answers a function that calls `ask` at most once a second, and never leaves the last word unheard. */
export const createRefresh = (ask: () => unknown): (() => void) => {
  let timer = 0
  let last = Number.NEGATIVE_INFINITY
  const run = guard(() => {
    timer = 0
    last = performance.now()
    return ask()
  })
  return () => {
    if (!timer) timer = setTimeout(run, Math.max(0, last + paceMs - performance.now()))
  }
}
