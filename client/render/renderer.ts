import type { PageDecision } from '../../shared/api/page-api.ts'
import { guard } from '../guard.ts'
import type { Host } from '../host.ts'
import { type Applied, applyBlocks } from './apply.ts'
import { isPlain } from './blocks.ts'
import { elementsFor } from './slots.ts'

/** Brings a decision into one element. */
export type Apply = (element: Element) => Applied | undefined

/** A decision in the page. */
export interface Shown {
  decision: PageDecision
  apply: Apply
  applied: Map<Element, Applied>
}

export interface Renderer {
  /** Shows a decision; a late one only where nobody reads the default yet. Answers whether it may be shown. */
  show(decision: PageDecision, isLate: boolean): boolean
  /** Keeps a decision in its elements, also in those that come later. */
  place(decision: PageDecision, apply: Apply): void
  /** Puts decisions into elements that have come since. */
  settle(): void
  /** What is in the page now. */
  shown(): readonly Shown[]
  /** Brings default content back where `isGone` says so. */
  hide(isGone: (decision: PageDecision) => boolean): void
}

/** Keeps this showing's decisions in the page. `showElsewhere` shows what the core cannot draw. */
export const createRenderer = (
  watch: Host['watch'],
  showElsewhere: (decision: PageDecision) => unknown
): Renderer => {
  let all: Shown[] = []

  const hide: Renderer['hide'] = (isGone) => {
    for (const { decision, applied } of all) {
      if (isGone(decision)) for (const { undo } of applied.values()) guard(undo)()
    }
    all = all.filter(({ decision }) => !isGone(decision))
  }

  const settleOne = guard(({ decision, apply, applied }: Shown) => {
    for (const element of elementsFor(decision)) {
      const change = applied.has(element) ? undefined : apply(element)
      if (!change) continue
      applied.set(element, change)
      watch(change.shown, decision, () => hide((other) => other === decision))
    }
  })

  const place: Renderer['place'] = (decision, apply) => {
    const shown = { decision, apply, applied: new Map() }
    all.push(shown)
    settleOne(shown)
  }

  return {
    place,
    hide,
    shown: () => all,
    settle: () => all.forEach(settleOne),
    show(decision, isLate) {
      const { content } = decision
      const isBlocks = content.type === 'blocks'
      const isOverlay = isBlocks && (content.surface ?? 'inline') !== 'inline'
      if (isLate && !isOverlay && elementsFor(decision).length) return false
      if (isBlocks && !isOverlay && isPlain(content.blocks)) {
        place(decision, (element) => applyBlocks(element, decision))
      } else showElsewhere(decision)
      return true
    },
  }
}
