import { learnZone } from './collect/zone.ts'
import { createPrivacy } from './consent/privacy.ts'
import type { Core, Upkeep } from './core.ts'
import { guard } from './guard.ts'
import type { Host } from './host.ts'
import { createListeners } from './listeners.ts'
import { createPause, onRestored } from './page/bfcache.ts'
import { onVisible } from './page/hidden.ts'
import { whenIdle } from './page/idle.ts'
import { createWatch } from './page/late.ts'
import { onNavigated } from './page/navigation.ts'
import { onOnline } from './page/offline.ts'
import { whenSeen } from './page/prerender.ts'
import { loadPart } from './parts.ts'
import { createContest } from './render/contested.ts'
import { keep } from './render/keep.ts'
import { liveSlots, outdated, whenever } from './render/live.ts'
import { createMoreBlocks } from './render/more-blocks.ts'
import { createOutcomes } from './render/outcomes.ts'
import { createShow } from './render/show.ts'
import { defineSlotElement } from './render/slot-element.ts'
import { createViews } from './render/views.ts'
import { createSender } from './send/sender.ts'

/** Events gather this long before they are sent together; less when somebody waits for the answer. */
const batchMs = 1_000
const atOnceMs = 20
/** What nobody waits for can wait until a page has been read for a while. */
const quietMs = 10_000
/** Retries after an outage of the network are spread over this long. */
const jitterMs = 900

/** Attends to a page after its first second. */
export const attend = (core: Core): Upkeep => {
  const { settings, consent, device, outbox, wire, view, renderer, presenter, record } = core
  const { applyBlocks, buildBlocks, fitting, slotsInPage } = core
  const { endpoint } = settings
  const moreBlocks = createMoreBlocks(core)

  const sender = createSender(core)
  const privacy = createPrivacy(core, sender)
  const outcome = createOutcomes(record)
  const views = createViews(outcome)
  const [onTrack, tellTracked] = createListeners<string>()
  const [onShow, tellShown] = createListeners<void>()
  const [onHide, tellHidden] = createListeners<void>()

  const host: Host = {
    ...{ settings, guard, outcome, onHide },
    watch: views.watch,
    onDecisions: core.onDecisions,
    buildBlocks: (blocks, more) => buildBlocks(blocks, { ...moreBlocks, ...more }),
    place: (decision, more) =>
      renderer.place(decision, (element) =>
        applyBlocks(element, decision, { ...moreBlocks, ...more })
      ),
    track: (event, properties) => record({ type: 'track', event, properties }),
    consent(purposes) {
      const wasGranted = consent.isGranted()
      consent.set(purposes)
      guard(privacy.answered)(wasGranted)
    },
    question: async (slots) => {
      const asked = new Map(slots.map((slot) => [slot, whenever]))
      return JSON.parse(JSON.stringify(core.asking(device.last(), asked)))
    },
    onTrack(run) {
      onTrack(run)
      core.tracked.forEach(guard(run))
    },
    onShow(run) {
      onShow(run)
      if (view.hasBegun()) guard(run)()
    },
  }
  const watch = createWatch(() => {
    contest()
    return view.look()
  })
  const contest = createContest(core)
  const showAgain = guard((from: string) => {
    core.tracked.length = 0
    view.begin(from)
    watch()
    tellShown()
    sender.retry(0)
  })

  if (!view.hasBegun()) whenSeen(() => tellShown())
  watch()
  guard(defineSlotElement)(view.look)
  guard(onNavigated)(core.href, (from) => {
    view.forget()
    showAgain(from)
  })
  const pauseWrites = createPause(outbox)
  onRestored(() => {
    wire.want(liveSlots(), whenever)
    showAgain(document.referrer)
  })
  onVisible(() => sender.retry(0))
  onOnline(() => sender.retry(Math.random() * jitterMs))
  whenIdle(async () => (await loadPart(endpoint, 'signals')).start(host))
  setTimeout(whenIdle, quietMs, () => learnZone(device))
  if (core.preview) guard(async () => (await loadPart(endpoint, 'inspector')).open(host))()

  const ask = (slots: readonly string[]): unknown => {
    wire.want(slots, whenever)
    return sender.flush()
  }
  /** Listens to the edge, when it has said that it will call. */
  const hearEdge = guard(
    async () => core.answer?.live && (await loadPart(endpoint, 'live')).hear(core, ask)
  )

  let room: Promise<unknown> = Promise.resolve()
  return {
    ...views,
    outcome,
    wake: sender.wake,
    reset: privacy.reset,
    answered: privacy.answered,
    show: createShow(core, host, moreBlocks),
    keep: (decisions, now) => keep(core.store, decisions, now),
    makeWay(answer, asked) {
      const isGone = outdated(answer, asked)
      presenter.hide(isGone)
      views.close(isGone)
      hearEdge()
    },
    async carryOn(reply) {
      hearEdge()
      // What the first request has left gathers with what the page does next; a backlog does not wait.
      if (!reply) return sender.retry(device.last()?.count ? 0 : batchMs)
      await sender.failed(reply, fitting(outbox.unsent()))
      sender.wake(0)
    },
    recorded({ event }, isDeed) {
      if (event) tellTracked(event)
      sender.wake(batchMs)
      const live = isDeed ? liveSlots() : []
      wire.want(live, whenever)
      if (live.length) sender.wake(atOnceMs)
    },
    hide(isKept) {
      if (isKept) pauseWrites()
      tellHidden()
      if (consent.isGranted() && view.hasBegun()) wire.leave()
      privacy.remember()
    },
    async decide(slots = slotsInPage()) {
      await ask(slots)
      return presenter.decisions()
    },
    makeRoom(error) {
      // One after the other, so that none drops what another has dropped already.
      const turn = async () => (await loadPart(endpoint, 'overflow')).makeRoom(core, error)
      room = room.then(turn, turn)
      return room
    },
  }
}
