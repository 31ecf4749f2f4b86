import { describe, expect, test } from 'vitest'
import type { Block } from '../../../shared/content/content.ts'
import type { Outgoing } from '../../../shared/journey/run.ts'
import { composeMail } from './compose.ts'
import { mailHtml } from './html.ts'
import { readSender } from './mail.ts'
import { mailText } from './text.ts'

const frame = { locale: 'en', subject: 'Hello' }
const vectors = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '</title><svg onload=alert(1)>',
  '<!--',
]
const badUrls = [
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,x',
  '/relative',
  '#',
]

/** Every field of every block that holds text, filled with the same words. */
function blocksOf(text: string, url: string): Block[] {
  return [
    { type: 'heading', text },
    { type: 'text', text },
    { type: 'image', src: url, alt: text },
    { type: 'button', text, href: url },
    { type: 'button', text, value: text },
    { type: 'badge', text },
    { type: 'list', items: [text], ordered: true },
    { type: 'product', name: text, href: url, image: url, price: text, was: text, badge: text },
    { type: 'countdown', until: '2027-01-01', text },
    { type: 'form', event: 'x', submit: text, fields: [] },
  ]
}

describe('a mail', () => {
  test.each(vectors)('shows %s as the text that it is', (vector) => {
    const options = { ...frame, subject: vector, preview: vector, footer: vector }
    const html = mailHtml(blocksOf(vector, `https://a.com/${vector}`), options)
    expect(html).not.toMatch(/<(script|svg|!--)/i)
    expect(html.match(/<img /g)?.length).toBe(2)
    const tags = html.replaceAll(/="[^"]*"/g, '').match(/<[a-z][^>]*>/gi) ?? []
    expect(tags.filter((tag) => /\son\w+/i.test(tag))).toEqual([])
  })

  test.each(badUrls)('leads nowhere by %j', (url) => {
    const html = mailHtml(blocksOf('Words', url), frame)
    expect(html).not.toMatch(/<a |<img /)
    expect(html).toContain('Words')
  })

  test('says the same in plain text', () => {
    const text = mailText(
      [
        { type: 'heading', text: 'Hello' },
        { type: 'text', text: '' },
        { type: 'list', items: ['one', 'two'] },
        { type: 'button', text: 'Go', href: 'https://a.com/' },
      ],
      { ...frame, footer: 'Shop', unsubscribe: 'https://b.com/' }
    )
    expect(text).toBe(
      'Hello\n=====\n\n- one\n- two\n\nGo: https://a.com/\n\n-- \nShop\nUnsubscribe: https://b.com/'
    )
  })

  test('without an address is none', () => {
    const message = { id: 'msg_1' } as Outgoing
    const channel = { kind: 'email' as const, from: 'a@b.c' }
    const email = { subject: 'x', blocks: [{ type: 'text' as const, text: 'x' }] }
    const options = { message, channel, email, locale: 'en', unsubscribe: undefined }
    expect(composeMail(options)).toBeUndefined()
  })
})

test('a sender is a name and an address, or an address', () => {
  expect(readSender('Larch & Linen <a@b.c>')).toEqual({ name: 'Larch & Linen', email: 'a@b.c' })
  expect(readSender('"The Shop" <a@b.c>')).toEqual({ name: 'The Shop', email: 'a@b.c' })
  expect(readSender('a@b.c')).toEqual({ name: '', email: 'a@b.c' })
})
