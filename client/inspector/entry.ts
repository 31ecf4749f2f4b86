import { button, element } from './element.ts'
import type { SlotView } from './view.ts'

/** A slot in the list: what it shows in a line, and why when it is opened. */
export function buildEntry(view: SlotView, isOpen: boolean): HTMLDetailsElement {
  const { slot, elements, chosen, headline, candidates } = view
  const summary = element(
    'summary',
    'summary',
    element('span', 'slot', slot),
    element('span', chosen ? 'chip chosen' : 'chip', chosen ?? 'default content')
  )
  const entry = element('details', 'entry', summary, element('p', 'headline', headline))
  entry.dataset.slot = slot
  entry.open = isOpen

  const [first] = elements
  if (first)
    entry.append(button('Show in the page', () => first.scrollIntoView({ block: 'center' })))
  else
    entry.append(element('p', 'note', 'No element of this page: an overlay, or a slot elsewhere.'))
  if (candidates.length) entry.append(buildCandidates(candidates))
  return entry
}

function buildCandidates(candidates: SlotView['candidates']): HTMLElement {
  const items = candidates.map(({ action, outcome, words }) =>
    element(
      'li',
      'candidate',
      element('span', outcome === 'chosen' ? 'chip chosen' : 'chip', outcome.replaceAll('_', ' ')),
      ' ',
      element('span', 'action', action),
      element('p', 'words', words)
    )
  )
  return element('ul', 'candidates', ...items)
}
