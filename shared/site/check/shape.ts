import type { z } from 'zod'
import type { Problem } from '../../condition/condition.ts'
import { closest } from '../../condition/suggest.ts'
import { type SiteConfig, siteConfigSchema } from '../config.ts'
import { keysAllowed } from './keys-allowed.ts'

type Issue = z.core.$ZodIssue

/** Parses the shape of a configuration: every fault with its path and what to do. */
export function parseShape(input: unknown): { config: SiteConfig } | { problems: Problem[] } {
  const result = siteConfigSchema.safeParse(input, { reportInput: true })
  if (result.success) return { config: result.data }
  return { problems: result.error.issues.flatMap((issue) => problemsOf(issue, issue.path)) }
}

type Path = readonly PropertyKey[]

/** The stable code of each kind of issue, and its words. Zod's own messages may change; these do not. */
const table: {
  [K in Issue['code']]: (issue: Extract<Issue, { code: K }>, path: Path) => Problem[]
} = {
  invalid_type: ({ expected, input }, path) =>
    input === undefined
      ? [problem('missing', path, `Is needed: ${article(expected)}.`)]
      : [problem('wrong_type', path, `Takes ${article(expected)}, not ${kindOf(input)}.`)],
  unrecognized_keys: ({ keys, input }, path) =>
    keys.map((key) => {
      const allowed = keysAllowed(path, input)
      const meant = closest(key, allowed)
      const advice =
        meant === undefined ? `Known here: ${list(allowed)}.` : `Did you mean ${meant}?`
      return problem('unknown_key', [...path, key], `There is no ${key} here. ${advice}`)
    }),
  invalid_value: ({ values, input }, path) => {
    const meant = typeof input === 'string' ? closest(input, values.map(String)) : undefined
    const advice = meant === undefined ? `Takes ${list(values)}.` : `Did you mean ${meant}?`
    return [problem('unknown_value', path, `${show(input)} is none of the values. ${advice}`)]
  },
  invalid_format: ({ format, input }, path) => [
    problem('wrong_format', path, `${show(input)} ${formats[format] ?? `is no ${format}`}.`),
  ],
  too_small: ({ minimum, origin }, path) => [
    problem('too_small', path, `Needs at least ${minimum} ${unitOf(origin)}`.trimEnd().concat('.')),
  ],
  too_big: ({ maximum, origin }, path) => [
    problem('too_big', path, `Takes at most ${maximum} ${unitOf(origin)}`.trimEnd().concat('.')),
  ],
  not_multiple_of: ({ divisor }, path) => [
    problem('wrong_value', path, `Takes multiples of ${divisor}.`),
  ],
  invalid_key: ({ issues }, path) => {
    const name = String(path.at(-1))
    const isFormat = issues.some(({ code }) => code === 'invalid_format')
    const what = isFormat ? formats.regex : 'cannot be a key here'
    return [problem('wrong_name', path, `${name} ${what}.`)]
  },
  invalid_element: ({ issues }, path) => issues.flatMap((issue) => problemsOf(issue, path)),
  invalid_union: (issue, path) => unionProblems(issue, path),
  custom: ({ message }, path) => [problem('wrong_value', path, message)],
}

function problemsOf(issue: Issue, path: Path): Problem[] {
  // TypeScript cannot see that the code chooses the entry that fits the issue.
  const entry = table[issue.code] as (issue: Issue, path: Path) => Problem[]
  return entry(issue, path)
}

/** Of the alternatives, the one that came furthest is what was meant. */
function unionProblems(issue: Extract<Issue, { code: 'invalid_union' }>, path: Path): Problem[] {
  if ('options' in issue && Array.isArray(issue.options)) {
    const key = path.at(-1)
    const { input } = issue
    const said = isRecord(input) && key !== undefined ? input[String(key)] : undefined
    const options = issue.options.map(String)
    const meant = typeof said === 'string' ? closest(said, options) : undefined
    const advice = meant === undefined ? `Takes ${list(options)}.` : `Did you mean ${meant}?`
    return [problem('unknown_value', path, `${show(said)} is none of the values. ${advice}`)]
  }
  const isMistyped = (issues: readonly Issue[]) =>
    issues.some(({ code, path: inner }) => code === 'invalid_type' && inner.length === 0)
  const [best] = issue.errors.filter((issues) => !isMistyped(issues))
  if (best !== undefined) return best.flatMap((one) => problemsOf(one, [...path, ...one.path]))
  const expected = issue.errors.flatMap((issues) =>
    issues.flatMap((one) => (one.code === 'invalid_type' ? article(one.expected) : []))
  )
  const kinds = [...new Set(expected)].join(' or ')
  return [problem('wrong_type', path, `Takes ${kinds}, not ${kindOf(issue.input)}.`)]
}

const formats: Record<string, string> = {
  datetime: 'is no instant: write 2026-03-01T09:00:00+01:00, with the offset',
  regex:
    'has not the form that is needed here (names start with a letter; letters, digits, _ and -)',
}

function problem(code: string, path: Path, message: string): Problem {
  return { code, path: path.map(String).join('.'), message }
}

function article(kind: string): string {
  const name = kind === 'record' ? 'object' : kind === 'array' ? 'list' : kind
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`
}

function kindOf(input: unknown): string {
  if (input === null) return 'null'
  return article(Array.isArray(input) ? 'list' : typeof input)
}

function unitOf(origin: string): string {
  if (origin === 'string') return 'characters'
  return origin === 'array' || origin === 'set' ? 'entries' : ''
}

function show(input: unknown): string {
  const text = JSON.stringify(input) ?? 'Nothing'
  return text.length > 60 ? `${text.slice(0, 59)}…` : text
}

function list(values: Iterable<unknown>): string {
  return [...values].map(String).join(', ')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
