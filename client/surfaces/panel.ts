import type { Block } from '../../shared/content/content.ts'
import type { Host } from '../host.ts'
import { buildCloseButton } from './close-button.ts'
import type { Overlay } from './overlay.ts'

/** The box of an overlay with its content, in the element and role that its kind asks for. */
export function buildPanel({ content, surface, builders }: Overlay, host: Host): HTMLElement {
  const panel = document.createElement(surface === 'modal' ? 'dialog' : 'section')
  panel.className = surface
  // The site's own sheet reaches a panel as `attune-surfaces::part(modal)`, or by the content's classes.
  panel.part.add('panel', surface, ...(content.classes ?? []))
  // A toast stands in a live region and needs no name; a section with one is a landmark.
  if (surface !== 'toast') panel.ariaLabel = content.label || firstWords(content.blocks)
  const body = document.createElement('div')
  body.className = 'body'
  body.append(host.buildBlocks(content.blocks, builders))
  panel.append(body, buildCloseButton())
  return panel
}

/** What it says first is the best name it has. */
function firstWords(blocks: readonly Block[]): string {
  for (const block of blocks) if ('text' in block && block.text) return block.text.slice(0, 100)
  return document.title || location.hostname
}
