import { Liquid, type Template } from 'liquidjs'
import type { Lookup } from '../condition/condition.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { createRecent } from '../memory/recent.ts'

/** A template, parsed, with the facts it asks for. */
export interface ParsedTemplate {
  nodes: Template[]
  paths: string[][]
}

/** What came of a template: text, or the path that had no value. */
export type Filled = { text: string } | { missing: string }

/** Tags that make text of facts. What would read files, count, or draw tables is not offered. */
const tags = new Set(['assign', 'break', 'case', 'comment', 'continue', 'echo', 'for', 'if', 'raw'])
tags.add('unless')

/** Bounds of one template: they end a loop over a large list long before anybody notices it. */
const limits = { parseLimit: 8_192, renderLimit: 50, memoryLimit: 100_000 }

/** Words that Liquid answers for every list and text. */
const liquidWords = new Set(['size', 'first', 'last'])

const maxTemplates = 5_000

const liquid = createLiquid()
const parsed = createRecent<ParsedTemplate>(maxTemplates)

/** Whether a text is a template at all; most are not, and cost nothing. */
export function isTemplate(text: string): boolean {
  return text.includes('{{') || text.includes('{%')
}

/** Parses a template, once. Throws on one that is wrong, with words for its author. */
export function parseTemplate(text: string): ParsedTemplate {
  const known = parsed.get(text)
  if (known) return known
  const nodes = liquid.parse(text)
  const paths = liquid.globalVariableSegmentsSync(nodes).map((segments) =>
    segments.map((segment) => {
      if (Array.isArray(segment)) throw new Error('A path may not depend on another value.')
      return String(segment)
    })
  )
  const template = { nodes, paths }
  parsed.set(text, template)
  return template
}

/** Fills a template with facts. Total: a value that is not there is an answer, not a fault. */
export function fillTemplate(text: string, lookup: Lookup): Filled {
  const faulty = { missing: `template: ${text.slice(0, 64)}` }
  try {
    const { nodes, paths } = parseTemplate(text)
    try {
      return { text: String(liquid.renderSync(nodes, scopeOf(paths, lookup))) }
    } catch (error) {
      const missing = missingPath(error, paths, lookup)
      return missing === undefined ? faulty : { missing }
    }
  } catch {
    return faulty
  }
}

function createLiquid(): Liquid {
  const engine = new Liquid({
    ...limits,
    strictFilters: true,
    strictVariables: true,
    // `{{ x | default: "you" }}` and `{% if x %}` are how an author says what happens without `x`.
    lenientIf: true,
    ownPropertyOnly: true,
    timezoneOffset: 0,
    templates: {},
  })
  for (const tag of Object.keys(engine.tags)) if (!tags.has(tag)) delete engine.tags[tag]
  return engine
}

/** The part of the world a template may see: the facts it names, and nothing else. */
function scopeOf(paths: readonly string[][], lookup: Lookup): JsonObject {
  const scope: JsonObject = {}
  // Shorter paths first: what lies below a list or object that is there comes with it.
  for (const path of paths.toSorted((a, b) => a.length - b.length)) place(scope, path, lookup)
  return scope
}

function place(scope: JsonObject, path: readonly string[], lookup: Lookup): void {
  const value = lookup(path.join('.'))
  const last = path.at(-1)
  const word = path.findIndex((part, i) => i > 0 && liquidWords.has(part))
  if (value === undefined && word > 0) {
    place(scope, path.slice(0, word), lookup)
    return
  }
  // Null would be shown as nothing at all; the author's default is better.
  if (value === undefined || value === null || last === undefined) return
  const parent = path.slice(0, -1).reduce<Json | undefined>(openObject, scope)
  if (isObject(parent)) parent[last] ??= value
}

function openObject(parent: Json | undefined, name: string): Json | undefined {
  if (!isObject(parent)) return undefined
  if (!Object.hasOwn(parent, name)) parent[name] = {}
  return parent[name]
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** The whole path of a value that was missing: the engine stops at, and names, its first part. */
function missingPath(
  error: unknown,
  paths: readonly string[][],
  lookup: Lookup
): string | undefined {
  const cause = error instanceof Error && 'originalError' in error ? error.originalError : error
  const hasName = typeof cause === 'object' && cause !== null && 'variableName' in cause
  if (!hasName) return undefined
  const name = String(cause.variableName)
  const whole = paths.map((path) => path.join('.'))
  const candidates = whole.filter((path) => path === name || path.startsWith(`${name}.`))
  return candidates.find((path) => (lookup(path) ?? null) === null) ?? name
}
