import type { PageAnswer, PageDecision } from '../shared/api/page-api.ts'
import type { draftOf, RecordOptions, Said } from './collect/recorder.ts'
import type { Consent } from './consent/consent.ts'
import type { Mirror } from './consent/mirror.ts'
import type { Host, Kept } from './host.ts'
import type { Line } from './live/line.ts'
import type { applyBlocks } from './render/apply.ts'
import type { buildBlocks, element } from './render/blocks.ts'
import type { Presenter } from './render/presenter.ts'
import type { Renderer } from './render/renderer.ts'
import type { slotsInPage } from './render/slots.ts'
import type { judgedOf, Reply } from './send/answer.ts'
import type { Wanted, withEvents } from './send/request.ts'
import type { Wire, WireParts } from './send/wire.ts'
import type { Settings } from './settings.ts'
import type { DeviceRow } from './store/device.ts'
import type { Draft, fitting, Outbox } from './store/outbox.ts'
import type { Rows, Store } from './store/store.ts'
import type { View } from './view.ts'

/**
 * The core as its second part sees it. The tag carries what a page needs in its first second: notice,
 * keep, ask once, show. `upkeep.js` follows right behind the first answer, or at once when one of its
 * deeds is called for, and does what there is to do when the visitor stays.
 */
export interface Core {
  settings: Settings
  /** Names this site's storage, locks and mirror. */
  name: string
  /** Token of a preview: then nothing is stored or recorded. */
  preview: string | undefined
  /** The newest answer. */
  answer?: PageAnswer
  /** The line to the edge, once it was opened. */
  line?: Line
  /** Address at the start: the page's router may go elsewhere before the second part comes. */
  href: string
  consent: Consent
  mirror: Mirror
  /** Events that wait for consent. */
  pending: Draft[]
  /** Names of the events tracked so far. */
  tracked: string[]
  store: Store
  /** The disk itself, also after this page has fallen back to memory. */
  indexed: Rows
  device: DeviceRow
  outbox: Outbox
  wire: Wire
  asking: WireParts['asking']
  presenter: Presenter
  renderer: Renderer
  view: View
  record(said: Said, options?: RecordOptions): Promise<Kept>
  onDecisions: Host['onDecisions']
  /** What the second part would otherwise have to bring a copy of. */
  withEvents: typeof withEvents
  slotsInPage: typeof slotsInPage
  draftOf: typeof draftOf
  judgedOf: typeof judgedOf
  fitting: typeof fitting
  element: typeof element
  applyBlocks: typeof applyBlocks
  buildBlocks: typeof buildBlocks
}

/** What the second part does for the first. */
export interface Upkeep extends Pick<Host, 'watch' | 'outcome'> {
  /** Takes over after the first request; `reply` is what it failed with. */
  carryOn(reply: Reply | undefined): unknown
  /** Sends what there is within `delayMs`. */
  wake(delayMs: number): void
  /** An event was recorded; when it is the visitor's own deed, slots that are live may answer it. */
  recorded(said: Said, isDeed: boolean): void
  /** The page goes out of sight; `isKept`, into the back/forward cache. */
  hide(isKept?: boolean): void
  /** Asks for slots now, shows the answer whenever it comes, and answers what is decided then. */
  decide(slots?: readonly string[]): Promise<readonly PageDecision[]>
  /** Takes away what an answer has news for, before these are shown. */
  makeWay(answer: PageAnswer, asked: Wanted): void
  /** Shows what the core cannot draw. */
  show(decision: PageDecision): unknown
  /** Keeps decisions for the next view; `now` is the edge's clock. */
  keep(decisions: readonly PageDecision[], now: number): unknown
  /** Takes a click with everything it went through, innermost first. */
  click(path: readonly Element[]): void
  /** Drops what the outbox cannot hold; after an `error` of the disk, what keeps it full. */
  makeRoom(error?: unknown): Promise<unknown>
  /** The visitor has answered for consent. */
  answered(wasGranted: boolean): Promise<unknown>
  /** Makes the device a stranger's. */
  reset(): Promise<unknown>
}
