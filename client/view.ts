import type { JsonObject } from '../shared/event/json.ts'
import type { Early } from './api.ts'
import { describePage } from './collect/context.ts'
import { countProducts } from './collect/products.ts'
import { draftOf, type Said } from './collect/recorder.ts'
import { guard } from './guard.ts'
import { whenParsed } from './page/parsed.ts'
import { isUnseen } from './page/prerender.ts'
import type { Presenter } from './render/presenter.ts'
import type { Renderer } from './render/renderer.ts'
import { slotsInPage } from './render/slots.ts'
import { type Reply, read } from './send/answer.ts'
import type { Wire } from './send/wire.ts'
import type { Outbox } from './store/outbox.ts'

/** An answer later than this is kept for the next view instead of being swapped in. */
export const patienceMs = 300

/** A moment that no page lives to see. */
const never = 1e12

/** A slot of any other name would have the whole request refused. */
const isName = /^.{1,64}$/

export interface ViewParts {
  /** Slots to ask for besides those that the page has marked. */
  slots: readonly string[]
  /** The owner looks at a draft, and waits for it. */
  isPreview: boolean
  outbox: Outbox
  wire: Wire
  presenter: Presenter
  renderer: Renderer
  record(said: Said): unknown
  track(event: string, properties: JsonObject): unknown
  /** Sends what there is within `delayMs`. */
  wake(delayMs: number): void
  /** Nothing is hidden any more that waits for an answer. */
  reveal(): unknown
}

/** What the visitor has in front of them now: one showing of a page. */
export interface View {
  /** A page is shown: counts it, once, and asks for what it can show. `from` is the page before. */
  begin(from: string): void
  /** Looks for slots and products that have come into the page since. */
  look(): unknown
  /** Takes over the request with the page view that the head snippet has sent. */
  adopt(early: Early): Promise<Reply | undefined>
  /** The page has become another: nothing in it is known any more. */
  forget(): void
  hasBegun(): boolean
  /** Address of the page before. */
  from(): string
  /** When an answer of this showing is late, by the monotonic clock. */
  deadline(): number
}

export const createView = (parts: ViewParts): View => {
  const { slots, isPreview, outbox, wire, presenter, renderer, record, track, wake, reveal } = parts
  let from = document.referrer
  let deadline = 0
  let isAdopted = false
  let known = new Set<string>()
  let counted = new Set<string>()
  let asked: Promise<unknown> | undefined

  const ask = async (names: string[]): Promise<void> => {
    const fresh = names.filter((slot) => isName.test(slot) && !known.has(slot))
    for (const slot of fresh) known.add(slot)
    // While nobody sees the page, no answer is late.
    const until = isPreview || isUnseen() ? never : performance.now() + patienceMs
    if (fresh.length) asked = presenter.showKept(fresh).then((open) => wire.want(open, until))
    // Whoever looks next waits for this too, so that one request asks for everything.
    await asked
    const isShown = (slot: string) =>
      renderer.shown().some(({ decision }) => decision.slot === slot)
    if (slotsInPage().every(isShown)) reveal()
    wake(0)
  }

  const look = guard(() => {
    renderer.settle()
    if (deadline) countProducts(counted, track)
    return ask([...slots, ...slotsInPage()])
  })

  return {
    look,
    begin(cameFrom) {
      from = cameFrom
      deadline = performance.now() + patienceMs
      counted = new Set()
      if (!isAdopted) record({ type: 'page', properties: describePage(from) })
      isAdopted = false
      whenParsed(look)
    },
    async adopt([{ slots: early, events }, sentAt, answer]) {
      const until = performance.now() + sentAt - Date.now() + patienceMs
      const [{ age, seq, ...said }] = events
      const draft = draftOf(said)
      isAdopted = true
      known = new Set(early)
      asked = presenter.showKept(early)
      await outbox.append(draft)
      return wire.exchange([draft], new Map(early.map((slot) => [slot, until])), read(answer))
    },
    forget() {
      known = new Set()
      presenter.hide(() => true)
    },
    hasBegun: () => deadline > 0,
    from: () => from,
    deadline: () => deadline,
  }
}
