import type { Core } from '../../../client/core.ts'
import type { Host } from '../../../client/host.ts'
import { buildBlocks, element } from '../../../client/render/blocks.ts'
import { createMoreBlocks } from '../../../client/render/more-blocks.ts'
import { createViews } from '../../../client/render/views.ts'
import type { Outcome, PageDecision } from '../../../shared/api/page-api.ts'
import type { JsonObject } from '../../../shared/event/json.ts'

/** What a lazy part has said to its host. */
export interface Said {
  events: { event: string; properties: JsonObject }[]
  consents: Record<string, boolean>[]
  outcomes: { action: string; outcome: Outcome }[]
  errors: string[]
}

declare global {
  interface Window {
    said: Said
    host: Host
    /** What the core would bring about. */
    core: {
      show(): void
      hide(): void
      track(event: string): void
      decide(decisions: PageDecision[]): void
    }
  }
}

/**
 * A host for lazy parts, in the page: the core's own guard-shaped wrapper, blocks and views, with a
 * notebook instead of an outbox. Tests of the whole tag use the real one.
 */
const said: Said = { events: [], consents: [], outcomes: [], errors: [] }
const shows: (() => void)[] = []
const hides: (() => void)[] = []
const names: ((event: string) => void)[] = []
const deciders: ((decisions: readonly PageDecision[]) => void)[] = []

const guard: Host['guard'] =
  (run) =>
  (...args) => {
    try {
      const result = run(...args)
      if (result instanceof Promise) result.catch((error) => said.errors.push(String(error)))
      return result
    } catch (error) {
      said.errors.push(String(error))
      return
    }
  }
const callAll = (runs: (() => void)[]) => {
  for (const run of runs) run()
}
const tell = (event: string) => {
  for (const run of names) run(event)
}
const outcome: Host['outcome'] = ({ action }, what) => {
  if (said.outcomes.some((one) => one.action === action && one.outcome === what)) return
  said.outcomes.push({ action, outcome: what })
}
const views = createViews(outcome)
// Of the core, drawing needs no more.
const moreBlocks = createMoreBlocks({ element } as Core)
const draw: Host['buildBlocks'] = (blocks, more) => buildBlocks(blocks, { ...moreBlocks, ...more })
document.addEventListener(
  'click',
  guard((click: MouseEvent) => {
    views.click(click.composedPath().filter((node) => node instanceof Element))
  }),
  true
)

window.said = said
window.host = {
  settings: { key: 'pk_test', endpoint: location.origin, ...document.documentElement.dataset },
  track: async (event, properties = {}) => {
    said.events.push({ event, properties: JSON.parse(JSON.stringify(properties)) })
    tell(event)
    return 'memory'
  },
  guard,
  onTrack: (run) => void names.push(run),
  onShow(run) {
    shows.push(run)
    run()
  },
  onHide: (run) => void hides.push(run),
  consent: (purposes) => void said.consents.push(purposes),
  onDecisions: (run) => void deciders.push(run),
  outcome,
  watch: views.watch,
  buildBlocks: draw,
  place(decision, more) {
    const { content, slot } = decision
    if (content.type !== 'blocks') return
    document
      .querySelector(`[data-attune-slot="${slot}"]`)
      ?.replaceChildren(draw(content.blocks, more))
  },
}
window.core = {
  show: () => callAll(shows),
  hide: () => callAll(hides),
  track: tell,
  decide(decisions) {
    for (const run of deciders) run(decisions)
  },
}
document.addEventListener('visibilitychange', () => {
  if (document.hidden) window.core.hide()
})
