import type { Block } from '../../shared/content/content.ts'
import { safeUrl } from '../../shared/content/safe-url.ts'
import type { BlockBuilders } from '../host.ts'

/** What a block may set besides its text. */
export interface Attributes {
  href?: string | undefined
  src?: string | undefined
  alt?: string | undefined
  width?: number | undefined
  height?: number | undefined
}

/**
 * An element with our class, text, and a few attributes; addresses pass the one check. Content has no
 * other way into the page.
 */
export const element = (
  tag: string,
  kind: string,
  text = '',
  attributes: Attributes = {}
): HTMLElement => {
  const made = document.createElement(tag)
  made.className = `attune-${kind}`
  made.textContent = text
  for (const [name, value] of Object.entries(attributes)) {
    const allowed = value && /href|src/.test(name) ? safeUrl(`${value}`) : value
    if (allowed !== undefined) made.setAttribute(name, `${allowed}`)
  }
  return made
}

/** The blocks of nearly all content; the others come with the parts that are loaded later. */
const core: BlockBuilders = {
  heading: ({ level = 2, text }) => element(`h${level}`, 'heading', text),
  text: ({ text }) => element('p', 'text', text),
  image: ({ src, alt, width, height }) => element('img', 'image', '', { src, alt, width, height }),
  button({ text, href, style = 'primary', does = '', value = '' }) {
    const made = element(href && safeUrl(href) ? 'a' : 'button', `button attune-${style}`, text, {
      href,
    })
    // Inside a form of the page, a button without a type would send it.
    if (made instanceof HTMLButtonElement) made.type = 'button'
    Object.assign(made.dataset, { attuneDoes: does, attuneValue: value })
    return made
  },
}

/** Whether the core can draw these blocks alone. */
export const isPlain = (blocks: readonly Block[]): boolean => blocks.every(({ type }) => core[type])

/** Draws blocks; one that nobody can draw is left out. */
export const buildBlocks = (blocks: readonly Block[], more?: BlockBuilders): DocumentFragment => {
  const made = document.createDocumentFragment()
  for (const block of blocks) {
    const build = (more?.[block.type] ?? core[block.type]) as ((block: Block) => Node) | undefined
    if (build) made.append(build(block))
  }
  return made
}
