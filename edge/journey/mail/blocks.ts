import type { Block } from '../../../shared/content/content.ts'
import { escaped, image, lines, link } from './markup.ts'

type BlockOf<T extends Block['type']> = Extract<Block, { type: T }>

const buttonStyle =
  'display:inline-block;padding:10px 18px;border-radius:6px;background:#222;color:#fff;text-decoration:none'

/** Every kind of block as HTML. What needs a script (forms, counting down, copying) is told in words. */
type Links = ReadonlyMap<string, string>

const table: { [T in Block['type']]: (block: BlockOf<T>, via: Links) => string } = {
  heading: ({ text, level = 1 }) => `<h${level}>${escaped(text)}</h${level}>`,
  text: ({ text }) => (text.trim() === '' ? '' : `<p>${lines(text)}</p>`),
  image: ({ src, alt }) => image(src, alt),
  button: ({ text, href, value }, via) => {
    if (value !== undefined) return `<p><code>${escaped(value)}</code></p>`
    return href === undefined ? '' : `<p>${link(href, text, { style: buttonStyle, via })}</p>`
  },
  badge: ({ text }) => `<p><strong>${escaped(text)}</strong></p>`,
  list: ({ items, ordered }) => {
    const tag = ordered === true ? 'ol' : 'ul'
    return `<${tag}>${items.map((item) => `<li>${escaped(item)}</li>`).join('')}</${tag}>`
  },
  product: (block, via) => {
    const picture = block.image === undefined ? '' : image(block.image, '')
    const name =
      block.href === undefined ? escaped(block.name) : link(block.href, block.name, { via })
    const words = [block.badge, block.was && `was ${block.was}`, block.price]
    const rest = words.flatMap((word) => (word ? `<br>${escaped(word)}` : [])).join('')
    return `<p>${picture}<strong>${name}</strong>${rest}</p>`
  },
  countdown: ({ text = '' }) => (text === '' ? '' : `<p>${escaped(text)}</p>`),
  form: () => '',
}

/** A block as HTML; its links lead by way of others where there are such. */
export function blockHtml(block: Block, via: Links): string {
  // TypeScript cannot see that the type chooses the entry that fits the block.
  const entry = table[block.type] as (block: Block, via: Links) => string
  return entry(block, via)
}
