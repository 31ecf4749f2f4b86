import type { Core } from '../core.ts'
import { parseEstates } from '../store/estate.ts'
import { estateKey } from '../store/store.ts'

const maxBatch = 40

/** Delivers, in the name of whoever they belong to, the events left from before a `reset()`. */
export const settleEstates = async ({ store, wire, judgedOf }: Core): Promise<void> => {
  for (;;) {
    const [row] = await store.list(estateKey, estateKey + 1, 1)
    const [first, ...others] = parseEstates(row?.[1])
    if (!first) return
    const { device, left } = first
    const sent = left.slice(0, maxBatch)
    const gone = judgedOf(sent, await wire.send(device, sent))
    if (!gone.length) return
    const rest = left.filter((entry) => !gone.includes(entry))
    const all = rest.length ? [{ device, left: rest }, ...others] : others
    await store.change([], () => [[estateKey, all.length ? all : undefined]])
  }
}
