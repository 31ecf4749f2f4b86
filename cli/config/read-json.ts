import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Json } from '../../shared/event/json.ts'
import { Failure } from '../failure.ts'
import { placeAt, placeOf } from './place.ts'

/** A document that was read, and where its parts stand. */
export interface Document {
  file: string
  value: Json
  /** Where a dotted path stands: `attune.config.json:12:5`. */
  where(path: string): string
}

/** Reads strict JSON; every fault of the text is told with line and column. */
export function readJson(text: string, file: string): Document {
  const errors: ParseError[] = []
  const root = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const at = (offset: number) => {
    const { line, column } = placeAt(text, offset)
    return `${file}:${line}:${column}`
  }
  const faults = [
    ...errors.map(({ error, offset }) => `${at(offset)} ${wordsFor(printParseErrorCode(error))}`),
    ...(root
      ? doubles(root).map((key) => `${at(key.offset)} ${String(key.value)} stands twice.`)
      : []),
  ]
  if (faults.length > 0 || root === undefined) {
    throw new Failure('invalid_json', `${file} is not strict JSON.`, faults.slice(0, 20))
  }
  return {
    file,
    value: JSON.parse(text),
    where: (path) => {
      const place = placeOf(text, path)
      return place ? `${file}:${place.line}:${place.column}` : file
    },
  }
}

/** Keys that an object has already: JSON would quietly forget the first. */
function doubles({ type, children = [] }: Node): Node[] {
  const inner = children.flatMap(doubles)
  if (type !== 'object') return inner
  const keys = children.flatMap(({ children: [key] = [] }) => key ?? [])
  const seen = new Set<unknown>()
  return [...keys.filter(({ value }) => seen.has(value) || !seen.add(value)), ...inner]
}

const words: Record<string, string> = {
  ValueExpected: 'A value is missing here.',
  CommaExpected: 'A comma is missing before this.',
  ColonExpected: 'A colon is missing before this.',
  PropertyNameExpected: 'A key in double quotes is needed here; is there a comma too many?',
  CloseBraceExpected: 'A } is missing before this.',
  CloseBracketExpected: 'A ] is missing before this.',
  EndOfFileExpected: 'The document has ended before this.',
  InvalidCommentToken: 'JSON has no comments: use "description".',
  InvalidSymbol: 'This is no JSON value: texts stand in double quotes.',
  UnexpectedEndOfString: 'A text is not closed: a " is missing.',
}

function wordsFor(error: string): string {
  return words[error] ?? `${error.replaceAll(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase()}.`
}
