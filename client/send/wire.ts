import type { PageAnswer } from '../../shared/api/page-api.ts'
import { guard } from '../guard.ts'
import { type Device, type DeviceRow, isForbidden } from '../store/device.ts'
import { type Entry, fitting, type Outbox } from '../store/outbox.ts'
import { judgedOf, type Reply, read } from './answer.ts'
import { type Asking, post, type Wanted, withEvents } from './request.ts'

export interface WireParts {
  endpoint: string
  /** Where decisions are asked for without recording anything. */
  question: string
  device: DeviceRow
  outbox: Outbox
  /** What each request says about its sender; without a device it names nobody. */
  asking(device: Device | undefined, asked: Wanted): Asking
  onAnswer(answer: PageAnswer, asked: Wanted): unknown
}

/** One request and its answer; when to make one is the business of others. */
export interface Wire {
  /** Asks for slots with the next request. An answer after `deadline` (monotonic) is late. */
  want(slots: readonly string[], deadline: number): void
  /** What the next request will ask for; afterwards nothing is wanted. */
  takeWanted(): Wanted
  isWanting(): boolean
  /** Posts events in a device's name. */
  send(device: Device, sent: readonly Entry[], asked?: Wanted, isLeaving?: boolean): Promise<Reply>
  /**
   * Sends events and asks for slots; shows the decisions and deletes what has a verdict. `reply` is
   * that to a request already under way. Answers the reply when nothing was achieved.
   */
  exchange(
    sent: readonly Entry[],
    asked: Wanted,
    reply?: Promise<Reply>
  ): Promise<Reply | undefined>
  /** Asks without recording anything. */
  ask(device: Device | undefined, asked: Wanted): Promise<unknown>
  /** Sends what this page has, at once, in a request that outlives it. */
  leave(): unknown
}

export const createWire = (parts: WireParts): Wire => {
  const { endpoint, question, device, outbox, asking, onAnswer } = parts
  let wanted: Wanted = new Map()
  let lastLeft: Entry | undefined

  const send: Wire['send'] = (now, sent, asked = new Map(), isLeaving) =>
    read(post(`${endpoint}/v1/events`, withEvents(asking(now, asked), now, sent), isLeaving))

  const exchange: Wire['exchange'] = async (sent, asked, replied) => {
    const now = device.last()
    if (!now) return
    const { visitor, dropped } = now
    const reply = await (replied ?? send(now, sent, asked))
    const { answer } = reply
    // Somebody else may be using the device by now: nothing of this is for their eyes.
    if (answer && device.last()?.visitor === visitor) onAnswer(answer, asked)
    const gone = judgedOf(sent, reply)
    // Without an answer its slots are still wanted: a later one is kept for the next view.
    if (!answer) wanted = new Map([...asked, ...wanted])
    if (!answer || (sent.length && !gone.length)) return reply
    await outbox.remove(gone, (now) => {
      now.fails = now.retryAt = 0
      now.dropped -= dropped
      now.seen = answer.config
    })
    return
  }

  return {
    send,
    exchange,
    want(slots, deadline) {
      for (const slot of slots) wanted.set(slot, deadline)
    },
    takeWanted() {
      const asked = wanted
      wanted = new Map()
      return asked
    },
    isWanting: () => wanted.size > 0,
    async ask(now, asked) {
      const body = JSON.stringify(asking(now, asked))
      const { answer } = await read(post(`${endpoint}/v1/${question}`, body))
      return answer && onAnswer(answer, asked)
    },
    leave: guard(async () => {
      const sent = fitting(outbox.unsent())
      const now = device.last()
      // Both `visibilitychange` and `pagehide` end a page: the second has nothing to add.
      if (!now || sent.at(-1) === lastLeft || isForbidden(now)) return
      lastLeft = sent.at(-1)
      // Refused: other scripts have used up what may outlive a page. Half may still fit.
      for (const part of [sent, sent.slice(0, sent.length >> 1)]) {
        const none: Wanted = new Map()
        const reply = await exchange(part, none, send(now, part, none, true))
        if (reply?.status !== 0) return
      }
    }),
  }
}
