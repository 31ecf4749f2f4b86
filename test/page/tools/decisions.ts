import type { PageDecision } from '../../../shared/api/page-api.ts'
import type { Block, Content } from '../../../shared/content/content.ts'
import type { Asked } from './edge.ts'

let made = 0

/** A decision for a slot, with an id of its own. */
export function decision(
  slot: string,
  content: Content,
  more?: Partial<PageDecision>
): PageDecision {
  made++
  return { slot, id: `test.${made}`, action: 'greet', variant: 'a', content, ...more }
}

export const blocks = (...list: Block[]): Content => ({ type: 'blocks', blocks: list })
export const words = (text: string): Content => blocks({ type: 'text', text })

/** Decides the same for each slot that is asked for. */
export const everywhere =
  (content: (slot: string) => Content) =>
  ({ slots = [] }: Asked): PageDecision[] =>
    slots.map((slot) => decision(slot, content(slot)))
