import type { DecisionsRequest, Outcome, PageDecision } from '../shared/api/page-api.ts'
import type { Block } from '../shared/content/content.ts'
import type { JsonObject } from '../shared/event/json.ts'
import type { Settings } from './settings.ts'

/** Draws one block; the core has its own for the plain ones, lazily loaded parts bring more. */
export type BlockBuilder<B extends Block = Block> = (block: B) => Node

/** Builders for blocks beyond the core's, by block type. */
export type BlockBuilders = { [T in Block['type']]?: BlockBuilder<Extract<Block, { type: T }>> }

/** How an event was kept: on the device, in this page's memory, until consent, or not at all. */
export type Kept = 'stored' | 'memory' | 'pending' | 'dropped'

/**
 * Everything that lazily loaded parts may ask of the core. They are ES modules next to the tag:
 * `signals.js` exports `start(host)`, `surfaces.js` exports `show(decision, host)`, `inspector.js`
 * exports `open(host)`. All of them import this type only.
 */
export interface Host {
  settings: Settings

  /** Records something that happened; when the outbox is full, money and names go last. */
  track(event: string, properties?: JsonObject): Promise<Kept>

  /**
   * Wraps a function so that nothing it throws, now or later, reaches the page. Every listener, timer,
   * observer and promise of ours goes through it.
   */
  guard<A extends unknown[], R>(run: (...args: A) => R): (...args: A) => R | undefined

  /**
   * Calls with the name of each event tracked by anyone, at once for those since the page was shown:
   * what is read off the page's markup steps back when the page's own code has already said it.
   */
  onTrack?(run: (event: string) => void): void

  /** Calls at once for the present showing, then for each later one: navigation in the page, return from the back/forward cache. */
  onShow(run: () => void): void

  /** Calls when the page becomes hidden, before the core sends what it has: the last chance to track. */
  onHide(run: () => void): void

  /** Says what the visitor allowed, by purpose, as a consent framework reports it. */
  consent(purposes: Record<string, boolean>): void

  /** Calls at once with the decisions of this showing, then with each new answer's. */
  onDecisions(run: (decisions: readonly PageDecision[]) => void): void

  /** What the page would ask the edge about these slots now. The inspector asks the same, in preview. */
  question?(slots: readonly string[]): Promise<DecisionsRequest>

  /** Reports an outcome; each is counted once per decision, whoever reports it and how often. */
  outcome(decision: PageDecision, outcome: Outcome): void

  /**
   * Says that `element` shows `decision` now: reports it rendered, viewed (half visible for a second)
   * and clicked; a button that dismisses inside it reports so and calls `close`. Works through open shadow roots.
   */
  watch(element: Element, decision: PageDecision, close: () => void): void

  /** Draws typed blocks, as text and checked URLs only. `more` draws what the core cannot. */
  buildBlocks(blocks: readonly Block[], more?: BlockBuilders): DocumentFragment

  /** Renders a decision in its slot, as the core would, with more builders. Watches it as well. */
  place(decision: PageDecision, more: BlockBuilders): void
}
