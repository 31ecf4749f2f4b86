import { type Comparison, type OperandKind, operators } from '../../shared/condition/operators.ts'
import type { Json } from '../../shared/event/json.ts'

/** What an operator takes, by the operator table; a bare value takes one value. */
export function kindOf(operator: Comparison | 'is'): OperandKind {
  return operator === 'is' ? 'scalar' : operators[operator].operand
}

/** An operand as one line of text, so that people write `7d ago` and not `{"ago":"7d"}`. */
export function writeOperand(kind: OperandKind, operand: Json): string {
  switch (kind) {
    case 'scalars':
      return Array.isArray(operand) ? operand.map(writeScalar).join(', ') : writeScalar(operand)
    case 'span':
    case 'instant':
      return writeTime(operand)
    case 'scalar':
    case 'orderable':
      return writeScalar(operand)
    default:
      return typeof operand === 'string' ? operand : JSON.stringify(operand)
  }
}

/** The operand that a text means; a text that means none yet is kept as it is, for the check to tell. */
export function readOperand(kind: OperandKind, text: string): Json {
  switch (kind) {
    case 'scalar':
    case 'orderable':
      return readScalar(text)
    case 'scalars':
      return splitList(text).map(readScalar)
    case 'span':
    case 'instant':
      return readTime(text)
    case 'text':
    case 'pattern':
    case 'version':
    case 'group':
    case 'type':
      return text
    default:
      return readJson(text)
  }
}

/** Numbers, yes and no as they are; text without quotes unless it would be taken for one of them. */
function writeScalar(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value)
  const isPlain = readScalar(value) === value && !/^\s|\s$|^$|,/.test(value)
  return isPlain || value === '' ? value : JSON.stringify(value)
}

function readScalar(text: string): Json {
  const trimmed = text.trim()
  if (/^(true|false|null|-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?|".*")$/.test(trimmed)) {
    return readJson(trimmed)
  }
  return trimmed
}

/** Commas part the values, except between quotes. */
function splitList(text: string): string[] {
  const values = text.match(/\s*("(\\.|[^"\\])*"|[^,]+)/g) ?? []
  return values.map((value) => value.trim()).filter((value) => value !== '')
}

function writeTime(operand: Json): string {
  if (typeof operand === 'object' && operand !== null && !Array.isArray(operand)) {
    const [[direction, span] = []] = Object.entries(operand)
    if (typeof span === 'string') return `${span} ${direction}`
  }
  return writeScalar(operand)
}

function readTime(text: string): Json {
  const [, span, direction] = /^\s*(\S+)\s+(ago|ahead)\s*$/.exec(text) ?? []
  return span !== undefined && direction !== undefined ? { [direction]: span } : readScalar(text)
}

function readJson(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    // Somebody is still writing.
    return text
  }
}
