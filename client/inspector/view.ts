import type { PageDecision } from '../../shared/api/page-api.ts'
import type { SlotReasons } from '../../shared/api/preview-api.ts'
import type { Asked } from './ask-preview.ts'
import { addSelected, type Places } from './places.ts'

/** One slot as the inspector shows it. */
export interface SlotView {
  slot: string
  elements: Element[]
  /** What is chosen for it, in one or two words. */
  chosen: string | undefined
  headline: string
  candidates: SlotReasons['candidates']
}

/**
 * Brings together what the page has and what is known of it: the edge's reasons, else only what the
 * page received.
 */
export function viewSlots(
  places: Places,
  asked: Asked,
  received: readonly PageDecision[]
): SlotView[] {
  const decisions = 'answer' in asked ? asked.answer.decisions : received
  const reasons = 'answer' in asked ? asked.answer.slots : []
  addSelected(places, decisions)
  return [...places].map(([slot, elements]) => {
    const reason = reasons.find((one) => one.slot === slot)
    const decision = decisions.find((one) => one.slot === slot)
    const { action, variant } = reason ?? decision ?? {}
    return {
      slot,
      elements,
      chosen: action && [action, variant].filter(Boolean).join(' · '),
      headline: reason?.headline ?? headlineOf(slot, decision),
      candidates: reason?.candidates ?? [],
    }
  })
}

function headlineOf(slot: string, decision: PageDecision | undefined): string {
  if (!decision) return `${slot} keeps its default content.`
  return `${slot} got ${decision.action}, as decision ${decision.id}.`
}
