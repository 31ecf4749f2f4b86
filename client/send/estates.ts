import type { Core } from '../core.ts'
import { type Estate, parseEstates } from '../store/estate.ts'
import { estateKey } from '../store/store.ts'

const maxBatch = 40

/** Delivers, in the name of whoever they belong to, the events left from before a `reset()`. */
export const settleEstates = async ({ device, wire, judgedOf }: Core): Promise<void> => {
  while (device.last()?.owes) {
    let estates: Estate[] = []
    await device.change(
      (now, [row]) => {
        estates = parseEstates(row)
        now.owes = estates.length > 0
        return [[estateKey, now.owes ? estates : undefined]]
      },
      [estateKey]
    )
    const [first, ...others] = estates
    if (!first) return
    const sent = first.left.slice(0, maxBatch)
    const gone = judgedOf(sent, await wire.send(first.device, sent))
    if (!gone.length) return
    first.left = first.left.filter((entry) => !gone.includes(entry))
    await device.change(() => [[estateKey, first.left.length ? estates : others]])
  }
}
