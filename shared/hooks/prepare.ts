import type { Problem } from '../condition/condition.ts'
import type { EventType } from '../event/event.ts'
import { type Expression, parseExpression } from './expression.ts'
import { wholeSource } from './ready/ready.ts'
import type { EventMapping, Proof, Source } from './source.ts'

/** An expression with its place in the configuration. */
export interface Placed {
  path: string
  expression: Expression
}

/** A field and the expression that gives its value. */
type Field = Placed & { name: string }

/** A mapping, its expressions parsed. */
export interface PreparedMapping {
  path: string
  each: Placed | undefined
  when: Placed | undefined
  id: Placed
  type: EventType
  event: string | undefined
  at: Placed | undefined
  person: {
    userId: Placed | undefined
    anonymousId: Placed | undefined
    email: Placed | undefined
    ids: readonly Field[]
  }
  properties: readonly Field[]
  traits: readonly Field[]
  consent: readonly Field[]
}

/** A source ready to take deliveries. */
export interface PreparedSource {
  proof: Proof
  mappings: readonly PreparedMapping[]
}

/** Prepares a declared source, or says what is wrong with its expressions, each with its path. */
export function prepareSource(
  name: string,
  source: Source
): { source: PreparedSource } | { problems: Problem[] } {
  const whole = wholeSource(source)
  const path = `sources.${name}`
  if (!whole) {
    const message = 'Name a ready source by `like`, or write `proof` and `events`.'
    return { problems: [{ code: 'wrong_value', path, message }] }
  }
  const problems: Problem[] = []
  const mappings = whole.events.map((mapping, i) =>
    prepareMapping(mapping, `${path}.events.${i}`, problems)
  )
  return problems.length > 0 ? { problems } : { source: { proof: whole.proof, mappings } }
}

function prepareMapping(mapping: EventMapping, path: string, problems: Problem[]): PreparedMapping {
  const place = (text: string, at: string): Placed => {
    try {
      return { path: at, expression: parseExpression(text) }
    } catch (error) {
      const message = error instanceof Error ? error.message : 'It cannot be parsed.'
      problems.push({ code: 'wrong_expression', path: at, message })
      return { path: at, expression: { evaluate: async () => undefined } }
    }
  }
  const maybe = (text: string | undefined, at: string) =>
    text === undefined ? undefined : place(text, `${path}.${at}`)
  const fields = (record: Record<string, string> | undefined, at: string): Field[] =>
    Object.entries(record ?? {}).map(([name, text]) => ({
      name,
      ...place(text, `${path}.${at}.${name}`),
    }))
  const { type = 'track', event, person } = mapping
  if (type === 'track' && event === undefined) {
    const message = 'A track call needs a name: set `event`.'
    problems.push({ code: 'missing', path: `${path}.event`, message })
  }
  return {
    ...{ path, type, event },
    each: maybe(mapping.each, 'each'),
    when: maybe(mapping.when, 'when'),
    id: place(mapping.id, `${path}.id`),
    at: maybe(mapping.at, 'at'),
    person: {
      userId: maybe(person.userId, 'person.userId'),
      anonymousId: maybe(person.anonymousId, 'person.anonymousId'),
      email: maybe(person.email, 'person.email'),
      ids: fields(person.ids, 'person.ids'),
    },
    properties: fields(mapping.properties, 'properties'),
    traits: fields(mapping.traits, 'traits'),
    consent: fields(mapping.consent, 'consent'),
  }
}
