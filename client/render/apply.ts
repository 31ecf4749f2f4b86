import type { PageDecision } from '../../shared/api/page-api.ts'
import type { BlockBuilders } from '../host.ts'
import { buildBlocks } from './blocks.ts'
import { replaceContent } from './replace.ts'

/** A change of the page, and how it is taken back. */
export interface Applied {
  /** What the visitor sees of it: watched for views and clicks. */
  shown: Element
  undo(): void
}

/** Brings blocks into an element. */
export const applyBlocks = (
  element: Element,
  { content, placement }: PageDecision,
  more?: BlockBuilders
): Applied | undefined => {
  if (content.type !== 'blocks') return
  const shown = document.createElement('div')
  shown.className = ['attune', ...(content.classes ?? [])].join(' ')
  shown.append(buildBlocks(content.blocks, more))
  const where = content.placement ?? placement ?? 'replace'
  if (where === 'replace') return { shown, undo: replaceContent(element, shown) }
  element[where](shown)
  return { shown, undo: () => shown.remove() }
}
