import jsonata from 'jsonata'
import { emailHash } from '../event/email-hash.ts'
import { hookLimits } from './limits.ts'

/** What is left of what a delivery may cost. */
export interface Budget {
  steps: number
}

/** What an expression is held against: a part of the body, and what every expression sees. */
export interface Input {
  part: unknown
  body: unknown
  headers: Readonly<Record<string, string>>
  budget: Budget
}

/** An expression, parsed. Evaluating it throws an `Error` whose message is for its owner. */
export interface Expression {
  evaluate(input: Input): Promise<unknown>
}

/** JSONata's hooks around each step of an evaluation. */
const onEntry = Symbol.for('jsonata.__evaluate_entry')
const onExit = Symbol.for('jsonata.__evaluate_exit')

/**
 * Functions that a mapping may not use: the same delivery must come out the same when it is sent
 * again, and nothing may take memory or time out of proportion to what it is given.
 */
const refusedFunctions = new Set(['eval', 'pad', 'now', 'millis', 'random', 'shuffle'])

/** Parses a JSONata expression; an `Error` says what is wrong with it. */
export function parseExpression(text: string): Expression {
  const { stack, list } = hookLimits
  const parsed = orError(() => jsonata(text, { stack, sequence: list }))
  refuseIn(parsed.ast(), new Set())
  parsed.registerFunction('emailHash', emailHash, '<s-:s>')
  // Typed as names of variables, bound as what they are.
  parsed.assign(onEntry as unknown as string, countStep)
  parsed.assign(onExit as unknown as string, checkSize)
  return {
    async evaluate({ part, ...bindings }) {
      try {
        return await parsed.evaluate(part, bindings)
      } catch (error) {
        throw new Error(messageOf(error))
      }
    },
  }
}

/** Ends an evaluation that takes too many steps. */
function countStep(_: unknown, __: unknown, environment: { lookup(name: string): Budget }): void {
  const budget = environment.lookup('budget')
  budget.steps -= 1
  if (budget.steps < 0) throw new Error('It takes too many steps.')
}

/** Ends an evaluation that makes too much on its way: what doubles is stopped before it is large. */
function checkSize(_: unknown, __: unknown, ___: unknown, result: unknown): void {
  const isLong = typeof result === 'string' && result.length > hookLimits.text
  const isMany = Array.isArray(result) && result.length > hookLimits.list
  if (isLong || isMany) throw new Error('It makes a text or list that is too long.')
}

/** Walks through the parsed expression, which refers to some of its nodes more than once. */
function refuseIn(node: unknown, walked: Set<object>): void {
  if (typeof node !== 'object' || node === null || walked.has(node)) return
  walked.add(node)
  const { type, value } = node as { type?: unknown; value?: unknown }
  if (type === 'regex') throw new Error('Patterns are not offered; use $contains or $split.')
  if (type === 'binary' && value === '..') throw new Error('Ranges (..) are not offered.')
  if (type === 'variable' && typeof value === 'string' && refusedFunctions.has(value)) {
    throw new Error(`$${value} is not offered.`)
  }
  for (const child of Object.values(node)) refuseIn(child, walked)
}

function orError<T>(parse: () => T): T {
  try {
    return parse()
  } catch (error) {
    throw new Error(messageOf(error))
  }
}

/** JSONata throws plain objects with a message. */
function messageOf(error: unknown): string {
  const hasMessage = typeof error === 'object' && error !== null && 'message' in error
  const message = hasMessage ? String(error.message) : 'It cannot be evaluated.'
  return message.endsWith('.') ? message : `${message}.`
}
