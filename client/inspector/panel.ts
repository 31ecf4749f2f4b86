import type { Asked } from './ask-preview.ts'
import { button, element } from './element.ts'
import { buildEntry } from './entry.ts'
import type { SlotView } from './view.ts'

export interface PanelParts {
  reload(): void
  leave(): void
}

/** The list of slots at the side of the page. */
export interface Panel {
  element: HTMLElement
  say(words: string): void
  show(views: readonly SlotView[], asked: Asked): void
  /** Opens a slot's entry and brings it into sight. */
  reveal(slot: string): void
}

export function createPanel({ reload, leave }: PanelParts): Panel {
  const status = element('p', 'status')
  status.setAttribute('role', 'status')
  const list = element('div', 'list')
  const fold = button('Fold', () => {
    list.hidden = !list.hidden
    fold.textContent = list.hidden ? 'Unfold' : 'Fold'
    fold.ariaExpanded = String(!list.hidden)
  })
  fold.ariaExpanded = 'true'
  const panel = element(
    'aside',
    'panel',
    element(
      'header',
      'header',
      element('strong', 'title', 'Attune preview'),
      button('Ask again', reload),
      fold,
      button('Leave', leave)
    ),
    status,
    list
  )
  panel.ariaLabel = 'Attune preview'

  const entries = () => [...list.querySelectorAll<HTMLDetailsElement>('details')]
  return {
    element: panel,
    say: (words) => {
      status.textContent = words
    },
    show(views, asked) {
      const open = new Set(entries().flatMap((entry) => (entry.open ? entry.dataset.slot : [])))
      status.textContent = statusOf(asked)
      list.replaceChildren(
        ...views.map((view) => buildEntry(view, open.has(view.slot))),
        ...(views.length ? [] : [element('p', 'note', 'This page has no slots.')])
      )
    },
    reveal(slot) {
      if (list.hidden) fold.click()
      const entry = entries().find((one) => one.dataset.slot === slot)
      if (!entry) return
      entry.open = true
      entry.scrollIntoView({ block: 'nearest' })
      entry.querySelector('summary')?.focus()
    },
  }
}

function statusOf(asked: Asked): string {
  if ('problem' in asked) return asked.problem
  const { config, draft, now, until } = asked.answer
  const minutes = Math.max(0, Math.round((until - now) / 60_000))
  const what = draft ? `Draft ${draft}, based on version ${config}` : `Version ${config}`
  return `${what}. What is asked here is not counted. The link ends in ${minutes} min.`
}
