import { describe, expect, it } from 'vitest'
import { safeLine } from './safe-line.ts'

describe('what strangers wrote', () => {
  it.each([
    ['a title of the window', 'Ann\u001B]0;owned\u0007'],
    ['a cursor that goes up', 'Ann\u001B[2A✓ all well'],
    ['a line of its own', 'Ann\n✓ Version 9 is in force'],
    ['a line that is written over', 'Ann\r✓ all well'],
    ['an 8-bit control sequence', 'Ann\u009B2J'],
    ['text from right to left', 'Ann\u202Egnp.exe'],
  ])('cannot be %s', (_, line) => {
    expect(safeLine(line)).toContain('Ann\uFFFD')
  })
})

it('leaves our colours and every language as they are', () => {
  const line = '\u001B[32m✓\u001B[39m Ünï 漢字 עברית 👩‍👧'
  expect(safeLine(line)).toBe(line)
})
