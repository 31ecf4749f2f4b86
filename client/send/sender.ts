import type { Core } from '../core.ts'
import { guard } from '../guard.ts'
import { nextBatch } from '../store/backlog.ts'
import type { Entry } from '../store/outbox.ts'
import type { Reply } from './answer.ts'
import { settleEstates } from './estates.ts'
import { createFailure } from './failure.ts'
import { createLock } from './lock.ts'

const maxBatch = 50
/** At most ten requests a second, however long the backlog. */
const paceMs = 100
const longestWaitMs = 16 * 60_000

export interface Sender {
  /** Sends everything and asks for what is wanted; done when that has been tried once. */
  flush(): Promise<unknown> | undefined
  /** Flushes within `delayMs`, together with whatever is recorded until then. */
  wake(delayMs: number): void
  /** Tries earlier than our own backoff says, but never earlier than the edge has said. */
  retry(delayMs: number): void
  /** Learns from a request that achieved nothing. */
  failed(reply: Reply, sent: readonly Entry[]): Promise<unknown>
}

/** Brings the backlog to the edge: one request at a time for the whole device, until it is empty. */
export const createSender = (core: Core): Sender => {
  const { device, outbox, wire, consent, view } = core
  const lock = createLock(core)
  const failure = createFailure(device, outbox, maxBatch)
  let turn: Promise<unknown> = Promise.resolve()
  let isEager = false
  let timer = 0
  let due = Number.POSITIVE_INFINITY

  /** How long no request may be made. */
  const waitMs = (): number => {
    const { retryAt = 0, isOrdered } = device.last() ?? {}
    const left = retryAt - Date.now()
    // A longer wait than we ever set: the clock was changed meanwhile.
    return (isEager && !isOrdered) || left > longestWaitMs ? 0 : left
  }

  const failed: Sender['failed'] = (reply, sent) => {
    isEager = false
    return failure.take(reply, sent)
  }

  /** Makes one request; answers whether there is nothing more to be done now. */
  const step = async (): Promise<boolean> => {
    const left = waitMs()
    if (left > 0) wake(left)
    if (left > 0) return true
    const sent = await nextBatch(core, failure.limit())
    const asked = wire.takeWanted()
    if (!consent.isGranted() || !(sent.length || asked.size)) return true
    const reply = await wire.exchange(sent, asked)
    if (reply) await failed(reply, sent)
    else isEager = false
    return !device.last()?.count && !wire.isWanting()
  }

  const drain = async (): Promise<void> => {
    await settleEstates(core)
    for (;;) {
      const pace = new Promise((resolve) => setTimeout(resolve, paceMs))
      if (await step()) return
      await pace
    }
  }

  const run = async (): Promise<unknown> => {
    due = Number.POSITIVE_INFINITY
    clearTimeout(timer)
    if (consent.isGranted() && view.hasBegun()) {
      const left = waitMs()
      if (left > 0) return wake(left)
      if (await lock(drain)) return
      // Another tab is sending; this one takes over soon after that has ended, or died.
      wake(500 + 400 * Math.random())
    }
    const asked = wire.takeWanted()
    return asked.size && wire.ask(device.last(), asked)
  }

  const flush = guard(() => {
    turn = turn.then(run, run)
    return turn
  })

  const wake = (delayMs: number): void => {
    const at = performance.now() + delayMs
    if (at >= due) return
    due = at
    clearTimeout(timer)
    timer = setTimeout(flush, delayMs)
  }

  return {
    flush,
    wake,
    failed,
    retry(delayMs) {
      isEager = true
      wake(delayMs)
    },
  }
}
