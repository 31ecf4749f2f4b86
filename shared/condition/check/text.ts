import type { Json } from '../../event/json.ts'
import { textOf } from '../loose.ts'
import { plainPattern } from '../plain-pattern.ts'
import { maxRegexInput, type RegexEngine } from '../regex.ts'
import type { Check, CheckFactory } from './check.ts'
import { neverHolds } from './check.ts'

type TextTest = (text: string, part: string) => boolean

/**
 * Texts and numbers (a postcode may be either) are tested as text; a list holds when an element does,
 * as with `$in`. Nothing, a boolean or an object has no text.
 */
function someText(test: (text: string) => boolean): Check {
  const single = (value: Json) => {
    if (typeof value === 'string') return test(value)
    return typeof value === 'number' && test(String(value))
  }
  return (value) => (Array.isArray(value) ? value.some(single) : single(value))
}

function text(test: TextTest): CheckFactory {
  return (operand) =>
    typeof operand === 'string' ? someText((value) => test(value, operand)) : neverHolds
}

function textWhateverCase(test: TextTest): CheckFactory {
  return (operand) => {
    if (typeof operand !== 'string') return neverHolds
    const folded = operand.toLowerCase()
    return someText((value) => test(value.toLowerCase(), folded))
  }
}

const includes: TextTest = (value, part) => value.includes(part)
const begins: TextTest = (value, part) => value.startsWith(part)
const ends: TextTest = (value, part) => value.endsWith(part)

export const contains = text(includes)
export const startsWith = text(begins)
export const endsWith = text(ends)
export const containsWhateverCase = textWhateverCase(includes)
export const startsWithWhateverCase = textWhateverCase(begins)
export const endsWithWhateverCase = textWhateverCase(ends)

/** A pattern without an engine to run it, or one that the engine refuses, never holds. */
function matching(flags: '' | 'i'): CheckFactory {
  return (operand, { regex }) => {
    if (regex === undefined || typeof operand !== 'string') return neverHolds
    let test: ((text: string) => boolean) | undefined
    return (value) => {
      // Compiled at first use: a site has many patterns and a request needs few.
      test ??= compile(regex, operand, flags)
      return test(textOf(value).slice(0, maxRegexInput))
    }
  }
}

function compile(regex: RegexEngine, source: string, flags: '' | 'i'): (text: string) => boolean {
  const plain = flags === '' ? plainPattern(source) : undefined
  if (plain !== undefined) return plain
  try {
    const pattern = regex(source, flags)
    return (text) => pattern.test(text)
  } catch {
    return () => false
  }
}

export const matches = matching('')
export const matchesWhateverCase = matching('i')
