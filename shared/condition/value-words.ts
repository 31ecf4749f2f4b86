import type { Json } from '../event/json.ts'

/** Longer values are cut: words are for reading, the receipt has the value. */
const maxLength = 80
/** Elements of a list that are named. */
const maxNamed = 5

/** A value in words: `"FR"`, `3`, `nothing`. */
export function valueInWords(value: Json): string {
  if (value === null) return 'nothing'
  const text = JSON.stringify(value)
  return text.length > maxLength ? `${text.slice(0, maxLength - 1)}…` : text
}

/** `"a", "b" or "c"`; long lists end in "3 more". */
export function listInWords(words: readonly string[], conjunction: 'and' | 'or'): string {
  const named = words.slice(0, maxNamed)
  if (words.length > maxNamed) named.push(`${words.length - maxNamed} more`)
  const last = named.pop()
  if (last === undefined) return 'nothing at all'
  return named.length === 0 ? last : `${named.join(', ')} ${conjunction} ${last}`
}

const unitNames = new Map([
  ['m', 'minute'],
  ['h', 'hour'],
  ['d', 'day'],
  ['w', 'week'],
])

/** `7d` as "7 days". */
function durationInWords(duration: string): string {
  const unit = unitNames.get(duration.slice(-1))
  if (unit === undefined) return duration
  const count = duration.slice(0, -1)
  return `${count} ${unit}${count === '1' ? '' : 's'}`
}

/** The operand of `$within`: "within the last 7 days". */
export function spanInWords(operand: Json): string {
  if (typeof operand === 'string') return `within ${durationInWords(operand)} of now`
  const [direction, duration] = relative(operand)
  const length = durationInWords(duration).replace(/^1 /, '')
  return `within the ${direction === 'ago' ? 'last' : 'next'} ${length}`
}

/** The operand of `$before` and `$after`: "7 days ago". */
export function instantInWords(operand: Json): string {
  if (typeof operand === 'string') return operand
  const [direction, duration] = relative(operand)
  return `${durationInWords(duration)} ${direction === 'ago' ? 'ago' : 'from now'}`
}

function relative(operand: Json): [direction: string, duration: string] {
  const [[direction, duration] = ['', '']] =
    typeof operand === 'object' && operand !== null ? Object.entries(operand) : []
  return [direction, typeof duration === 'string' ? duration : '']
}
