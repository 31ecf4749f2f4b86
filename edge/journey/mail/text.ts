import type { Block } from '../../../shared/content/content.ts'
import { wordsFor } from '../reader/words.ts'
import type { Frame } from './html.ts'

/** A mail as plain text: for programs without pictures, for watches, for ears. */
export function mailText(
  blocks: readonly Block[],
  { footer, unsubscribe, preferences, locale }: Frame
): string {
  const { words } = wordsFor(locale)
  const foot = [
    footer,
    preferences && `${words.preferences}: ${preferences}`,
    unsubscribe && `${words.unsubscribe}: ${unsubscribe}`,
  ].filter((line) => line !== undefined && line !== '')
  const parts = blocks.map(textOf).filter((part) => part.trim() !== '')
  return [...parts, ...(foot.length > 0 ? [`-- \n${foot.join('\n')}`] : [])].join('\n\n')
}

function textOf(block: Block): string {
  switch (block.type) {
    case 'heading':
      return `${block.text}\n${'='.repeat(Math.min(72, block.text.length))}`
    case 'text':
    case 'badge':
      return block.text
    case 'image':
      return block.alt
    case 'button':
      if (block.value !== undefined) return block.value
      return block.href === undefined ? '' : `${block.text}: ${block.href}`
    case 'list':
      return block.items
        .map((item, n) => `${block.ordered === true ? `${n + 1}.` : '-'} ${item}`)
        .join('\n')
    case 'product':
      return [block.badge, block.name, block.price, block.href].filter(Boolean).join('\n')
    case 'countdown':
      return block.text ?? ''
    case 'form':
      return ''
  }
}
