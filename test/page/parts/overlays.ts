import type { Page } from 'playwright-core'
import type { PageDecision } from '../../../shared/api/page-api.ts'
import type { Block, Content } from '../../../shared/content/content.ts'
import { saidIn } from './pages.ts'

export type Kind = 'banner' | 'card' | 'modal' | 'toast'

/** A decision for an overlay; its action is called like its kind unless it is given a name. */
export function overlay(kind: Kind, blocks: Block[], action: string = kind): PageDecision {
  const content: Content = { type: 'blocks', surface: kind, blocks }
  return { slot: `overlay-${kind}`, id: `d-${action}`, action, variant: 'a', content }
}

/** Hands a decision to the part under test, as the core does. */
export async function show(page: Page, decision: PageDecision): Promise<void> {
  // As text, because the test runner rewrites imports in functions.
  await page.evaluate(
    `import('/part.js').then(({ show }) => show(${JSON.stringify(decision)}, window.host))`
  )
}

/** Outcomes that were reported, as `action outcome`. */
export async function outcomesIn(page: Page): Promise<string[]> {
  const { outcomes } = await saidIn(page)
  return outcomes.map(({ action, outcome }) => `${action} ${outcome}`)
}

/** A page of a shop with something to scroll, to focus and to click. */
export const shop = `<header><a href="#main">Skip</a></header>
<main id="main"><h1>Boots</h1><button id="buy" onclick="this.dataset.clicked = 1">Buy</button>
<label>Search <input id="search"></label><div style="height:2000px">Waxed leather, warm lining.</div></main>`

/** Every block there is, in harmless words. */
export const everyBlock: Block[] = [
  { type: 'heading', text: 'Ten per cent on boots' },
  { type: 'badge', text: 'New', tone: 'positive' },
  { type: 'badge', text: 'Few left', tone: 'warning' },
  { type: 'badge', text: 'Last day', tone: 'critical' },
  { type: 'text', text: 'Until Sunday, on everything with a warm lining.' },
  { type: 'image', src: '/boots.svg', alt: 'A pair of boots', width: 320, height: 120 },
  { type: 'list', items: ['New models first', 'Free returns'] },
  {
    type: 'product',
    name: 'Alpine',
    href: '/alpine',
    image: '/boots.svg',
    price: '€ 90',
    was: '€ 120',
    badge: '−25 %',
  },
  { type: 'countdown', until: '2099-01-01T00:00:00Z', text: 'Ends in' },
  {
    type: 'form',
    event: 'Newsletter Subscribed',
    submit: 'Send me the code',
    thanks: 'Thank you!',
    fields: [
      { name: 'email', label: 'E-mail', input: 'email', required: true },
      { name: 'size', label: 'Size', input: 'select', options: ['38', '39'] },
      { name: 'note', label: 'Note', input: 'textarea' },
      { name: 'news', label: 'Keep me posted', input: 'checkbox' },
    ],
  },
  { type: 'button', text: 'See boots', href: '/boots' },
  { type: 'button', text: 'Copy the code', does: 'copy', value: 'TEN', style: 'secondary' },
  { type: 'button', text: 'No, thanks', does: 'dismiss', style: 'link' },
]

/** A picture for the blocks above. */
export const picture =
  '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="120"><rect width="320" height="120" fill="#b98"/></svg>'
