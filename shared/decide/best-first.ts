/** Hands out values best first, and does no more sorting than is asked for. */
export interface BestFirst<T> {
  next(): T | undefined
  /** Everything that was not handed out, in no particular order. */
  rest(): readonly T[]
}

/**
 * A binary heap: a slot shows one of two hundred eligible actions, so ordering all of them would be
 * work for nobody.
 */
export function bestFirst<T>(
  values: readonly T[],
  isBetter: (a: T, b: T) => boolean
): BestFirst<T> {
  const heap = [...values]
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) sink(heap, i, isBetter)
  return {
    next: () => {
      const best = heap[0]
      const last = heap.pop()
      if (heap.length > 0 && last !== undefined) {
        heap[0] = last
        sink(heap, 0, isBetter)
      }
      return best
    },
    rest: () => heap,
  }
}

/** Moves a value down until nothing below it is better. */
function sink<T>(heap: T[], from: number, isBetter: (a: T, b: T) => boolean): void {
  let at = from
  for (;;) {
    const child = betterChild(heap, at, isBetter)
    const [value, below] = [heap[at], heap[child]]
    if (value === undefined || below === undefined || !isBetter(below, value)) return
    heap[at] = below
    heap[child] = value
    at = child
  }
}

function betterChild<T>(heap: readonly T[], at: number, isBetter: (a: T, b: T) => boolean): number {
  const [left, right] = [heap[2 * at + 1], heap[2 * at + 2]]
  const isRight = left !== undefined && right !== undefined && isBetter(right, left)
  return 2 * at + (isRight ? 2 : 1)
}
