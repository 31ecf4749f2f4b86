import type { PageDecision } from '../shared/api/page-api.ts'
import type { Attune, Begun } from './api.ts'
import { onClicks } from './collect/clicks.ts'
import { describeContext } from './collect/context.ts'
import { createRecorder, draftOf, type RecordOptions, type Said } from './collect/recorder.ts'
import { createConsent } from './consent/consent.ts'
import { createMirror } from './consent/mirror.ts'
import type { Core, Upkeep } from './core.ts'
import { guard } from './guard.ts'
import type { Kept } from './host.ts'
import { onHidden } from './page/hidden.ts'
import { whenParsed } from './page/parsed.ts'
import { whenSeen } from './page/prerender.ts'
import { loadPart } from './parts.ts'
import { previewToken } from './preview.ts'
import { applyBlocks } from './render/apply.ts'
import { buildBlocks, element } from './render/blocks.ts'
import { claim } from './render/instant.ts'
import { createPresenter } from './render/presenter.ts'
import { createRenderer } from './render/renderer.ts'
import { slotsInPage } from './render/slots.ts'
import { judgedOf, type Reply } from './send/answer.ts'
import { withEvents } from './send/request.ts'
import { createWire, type WireParts } from './send/wire.ts'
import type { Settings } from './settings.ts'
import { arrive } from './store/arrive.ts'
import { createDevice, isForbidden } from './store/device.ts'
import { createIndexed } from './store/indexed.ts'
import { openStore } from './store/open.ts'
import { createOutbox, type Draft, fitting } from './store/outbox.ts'
import { createView, patienceMs } from './view.ts'

export type { Attune, Kept, PageDecision, Settings }

/** What the edge takes; more would have the whole request refused. */
const maxSlots = 50
const maxToken = 4_096

/** As many events as may wait for their verdict without being a backlog. */
const few = 20

/** Starts Attune in this page. `begun` is what the head snippet has done already. */
export const start = (settings: Settings, begun?: Begun): Attune => {
  const { endpoint, key } = settings
  const name = `attune:${key}`

  // The second part
  let upkeep: Upkeep | undefined
  let arriving: Promise<Upkeep> | undefined
  const attend = async (): Promise<Upkeep> => {
    if (upkeep) return upkeep
    arriving ??= loadPart(endpoint, 'upkeep')
      .then((part) => {
        upkeep = part.attend(core)
        return upkeep
      })
      // Not to be had now: the next deed tries again.
      .finally(() => {
        arriving = undefined
      })
    return arriving
  }
  /** One of its deeds, for which it is loaded if it has not come yet. */
  const later = <Deed extends keyof Upkeep>(deed: Deed) =>
    guard(
      async (...args: Parameters<Upkeep[Deed]>): Promise<unknown> =>
        ((await attend())[deed] as (...args: unknown[]) => unknown)(...args)
    )

  // Store
  const mirror = createMirror(name)
  const preview = previewToken(settings)
  const consent = createConsent(settings.consent === 'required', mirror, !!preview)
  const makeRoom = later('makeRoom')
  let isPersistent = true
  const indexed = createIndexed(name)
  const arrival = consent.isGranted()
    ? arrive(name, { key, mirror, begin: (born) => device.begin(born) })
    : Promise.resolve(false)
  const store = openStore(indexed, arrival, consent.isGranted, (error) => {
    isPersistent = false
    // biome-ignore lint/suspicious/noConsole: the one warning that the owner should see.
    console.warn('attune: no storage, only memory', error)
    makeRoom(error)
  })
  const device = createDevice(store, () => mirror.read()?.visitor)
  const outbox = createOutbox(device, makeRoom)

  // Send
  const asking: WireParts['asking'] = (now, asked) => ({
    ...{ key, preview },
    visitor: (now ?? (preview ? mirror.read() : undefined))?.visitor,
    token: now?.token?.slice(0, maxToken),
    seen: now?.seen,
    // Old libraries teach lists a JSON of their own.
    slots: Object.assign([...asked.keys()].slice(0, maxSlots), { toJSON: 0 }),
    context: { ...describeContext(view.from(), now?.zones), consent: consent.purposes() },
  })
  const wire = createWire({
    ...{ endpoint, device, outbox, asking },
    question: preview ? 'preview' : 'decisions',
    onAnswer: guard((answer, asked) => {
      core.answer = answer
      upkeep?.makeWay(answer, asked)
      presenter.take(answer, asked)
      for (const tell of listeners) tell(answer.decisions)
      settled()
    }),
  })
  const carryOn = later('carryOn')
  let isOpening = false
  /** The first request: what this page has to say, and what it wants to show. Then the rest comes. */
  const open = guard(async () => {
    const isNew = await arrival
    if (!isNew) await outbox.inTurn(async () => device.last() ?? device.change(() => undefined))
    const now = device.last()
    const own = fitting(outbox.unsent())
    const asked = wire.takeWanted()
    let reply: Reply | undefined
    if (isForbidden(now)) return carryOn(reply)
    // What the page before said when it was left is most likely known; behind a backlog ours wait for
    // their turn, but content does not.
    if (now && view.hasBegun() && now.count - own.length < few)
      reply = await wire.exchange(own, asked)
    else if (asked.size) await wire.ask(now, asked)
    return carryOn(reply)
  })
  const wake = (delayMs: number): void => {
    if (upkeep) upkeep.wake(delayMs)
    else if (!isOpening) setTimeout(open)
    isOpening = true
  }

  // Collect
  const pending: Draft[] = []
  const names: string[] = []
  const keep = createRecorder(consent, pending, outbox, () => isPersistent)
  const record = guard(
    async (said: Said, options?: RecordOptions, isDeed?: boolean): Promise<Kept> => {
      const kept = keep(said, options)
      if (said.event) names.push(said.event)
      upkeep?.recorded(said, !!isDeed)
      return kept
    }
  )
  /** Records something the visitor did. */
  const happened = (said: Said, options?: RecordOptions): Promise<Kept> =>
    record(said, options, true)
  const track: Attune['track'] = (event, properties) =>
    happened({ type: 'track', event, properties })

  // Render
  const listeners: ((decisions: readonly PageDecision[]) => void)[] = []
  const watch = later('watch')
  const renderer = createRenderer((...shown) => ready.then(() => watch(...shown)), later('show'))
  const presenter = createPresenter({
    renderer,
    // Nothing can be kept on a device that has never been here.
    claim: async (slots) => ((await arrival) ? [] : claim(store, slots)),
    keep: later('keep'),
    deadline: () => view.deadline(),
  })
  let settled: () => void
  const ready = new Promise<void>((resolve) => {
    settled = resolve
    setTimeout(resolve, patienceMs)
  })
  const reveal = (): void => {
    if (begun?.sheet) begun.sheet.disabled = true
  }
  void ready.then(reveal)

  // Show
  const view = createView({
    slots: settings.slots ?? [],
    isPreview: !!preview,
    outbox,
    wire,
    presenter,
    renderer,
    record,
    track,
    wake,
    reveal,
  })
  const onDecisions: Core['onDecisions'] = (run) => {
    const guarded = guard(run)
    listeners.push(guarded)
    guarded(presenter.decisions())
  }
  const outcome = later('outcome')
  const core: Core = {
    ...{ settings, name, preview, href: location.href, consent, mirror, pending, tracked: names },
    ...{ store, indexed, device, outbox, wire, asking, presenter, renderer, view, record },
    ...{ onDecisions, draftOf, judgedOf, fitting, withEvents, slotsInPage },
    ...{ element, applyBlocks, buildBlocks },
  }

  if (begun?.early && !preview) {
    isOpening = true
    guard(view.adopt)(begun.early).then(carryOn)
  }
  onClicks(track, later('click'))
  whenParsed(view.look)
  whenSeen(() => view.begin(document.referrer))
  onHidden((isKept) => (upkeep ? upkeep.hide(isKept) : consent.isGranted() && wire.leave()))

  return {
    track,
    identify: (userId, traits, token) =>
      happened(
        { type: 'identify', userId, traits },
        {
          touch(now) {
            now.token = token
          },
        }
      ),
    page: (name, properties) => happened({ type: 'page', name, properties }),
    group: (groupId, traits) => happened({ type: 'group', groupId, traits }),
    alias: (userId, previousId) => happened({ type: 'alias', userId, previousId }),
    reset: later('reset'),
    consent(answer) {
      const wasGranted = consent.isGranted()
      consent.set(answer)
      return later('answered')(wasGranted)
    },
    decide: later('decide') as Attune['decide'],
    onDecision(listener, slot) {
      onDecisions((decisions) => {
        for (const decision of decisions) {
          if (slot && decision.slot !== slot) continue
          guard(listener)(decision, (what) => outcome(decision, what))
        }
      })
    },
    ready: (run) => ready.then(run),
  }
}
