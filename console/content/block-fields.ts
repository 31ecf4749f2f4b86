import type { Block } from '../../shared/content/content.ts'

/** How one field of a block is edited. */
export interface BlockField {
  name: string
  label: string
  input: 'text' | 'area' | 'number' | 'lines' | 'json' | readonly string[]
  hint?: string
}

const tones = ['neutral', 'info', 'positive', 'warning', 'critical'] as const

/** The fields of each kind of block; the compiler asks for every kind. */
export const blockFields: Record<Block['type'], readonly BlockField[]> = {
  heading: [
    { name: 'text', label: 'Heading', input: 'text' },
    { name: 'level', label: 'Level, 1 to 6', input: 'number' },
  ],
  text: [{ name: 'text', label: 'Text', input: 'area' }],
  image: [
    { name: 'src', label: 'Address of the picture', input: 'text' },
    {
      name: 'alt',
      label: 'In words',
      input: 'text',
      hint: 'For those who cannot see it; empty for decoration.',
    },
    { name: 'width', label: 'Width', input: 'number' },
    { name: 'height', label: 'Height', input: 'number' },
  ],
  button: [
    { name: 'text', label: 'Label', input: 'text' },
    { name: 'href', label: 'Leads to', input: 'text' },
    { name: 'style', label: 'Style', input: ['primary', 'secondary', 'link'] },
    { name: 'does', label: 'Does', input: ['open', 'dismiss', 'copy'] },
    { name: 'value', label: 'Copies', input: 'text', hint: 'What “copy” puts on the clipboard.' },
  ],
  badge: [
    { name: 'text', label: 'Badge', input: 'text' },
    { name: 'tone', label: 'Tone', input: tones },
  ],
  list: [{ name: 'items', label: 'Items, one a line', input: 'lines' }],
  product: [
    { name: 'name', label: 'Product', input: 'text' },
    { name: 'id', label: 'Item id', input: 'text' },
    { name: 'href', label: 'Leads to', input: 'text' },
    { name: 'image', label: 'Picture', input: 'text' },
    { name: 'price', label: 'Price', input: 'text' },
    { name: 'was', label: 'Was', input: 'text' },
    { name: 'badge', label: 'Badge', input: 'text' },
  ],
  countdown: [
    { name: 'until', label: 'Until', input: 'text', hint: 'ISO 8601, 2027-01-31T18:00:00Z.' },
    { name: 'text', label: 'Text before', input: 'text' },
    { name: 'after', label: 'Text after it ended', input: 'text' },
  ],
  form: [
    { name: 'event', label: 'Event it becomes', input: 'text' },
    { name: 'submit', label: 'Label of the button', input: 'text' },
    { name: 'thanks', label: 'Thanks', input: 'text' },
    { name: 'fields', label: 'Fields, as text', input: 'json' },
  ],
}

/** A new block of a kind, ready to be written in. */
export const newBlocks: Record<Block['type'], Block> = {
  heading: { type: 'heading', text: 'A new heading', level: 2 },
  text: { type: 'text', text: 'A sentence or two.' },
  image: { type: 'image', src: '/picture.jpg', alt: '' },
  button: { type: 'button', text: 'Have a look', href: '/', style: 'primary' },
  badge: { type: 'badge', text: 'New', tone: 'info' },
  list: { type: 'list', items: ['First', 'Second'] },
  product: { type: 'product', name: 'Product', price: '€ 0' },
  countdown: { type: 'countdown', until: '2030-01-01T00:00:00Z', text: 'Ends in' },
  form: {
    type: 'form',
    event: 'Subscribed',
    submit: 'Sign up',
    fields: [{ name: 'email', label: 'E-mail', input: 'email', required: true }],
  },
}

/** Every kind of block, in the order in which they are offered. */
export const blockTypes = Object.keys(newBlocks).filter((type): type is Block['type'] =>
  Object.hasOwn(newBlocks, type)
)
