import fc from 'fast-check'
import { expect, test } from 'vitest'
import { safeUrl } from './safe-url.ts'

const base = 'https://shop.example/a/b?c'
const harmless = ['http:', 'https:', 'mailto:', 'tel:']

test.each([
  'https://shop.example/boots?size=42#top',
  'http://shop.example',
  'HTTPS://SHOP.EXAMPLE',
  'mailto:help@shop.example',
  'tel:+33123456789',
  '/boots',
  'boots/1',
  '../boots',
  '?page=2',
  '#reviews',
  '//cdn.shop.example/boot.png',
  '/time/12:30',
  '',
])('keeps %j as it is', (url) => {
  expect(safeUrl(url)).toBe(url)
})

test.each([
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  ' javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript:alert(1)',
  '\u0000javascript:alert(1)',
  '\u0001\u001fjavascript:alert(1)',
  'javascript\r:alert(1)',
  '\u00a0javascript:alert(1)',
  'java&Tab;script:alert(1)',
  'vbscript:msgbox(1)',
  'data:text/html,<script>alert(1)</script>',
  'blob:https://shop.example/1',
  'file:///etc/passwd',
  'filesystem:https://shop.example/x',
  'view-source:https://shop.example',
  'intent://x#Intent;end',
])('S1: refuses %j', (url) => {
  expect(safeUrl(url)).toBeUndefined()
})

test('S1: what it allows, a browser reads as a harmless scheme', () => {
  const nasty = fc.constantFrom(
    ...[
      'java',
      'script',
      'data',
      ':',
      '\n',
      '\t',
      '\0',
      ' ',
      '/',
      '\\',
      '#',
      '?',
      '&',
      'http',
      '@',
      '\u202e',
      '%',
    ]
  )
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(nasty, { maxLength: 8 }).map((parts) => parts.join(''))
      ),
      (url) => {
        const safe = safeUrl(url)
        if (safe === undefined || !URL.canParse(safe, base)) return
        expect(harmless).toContain(new URL(safe, base).protocol)
      }
    ),
    { numRuns: 5_000 }
  )
})
