import type { z } from 'zod'
import type { Problem } from '../../shared/condition/condition.ts'
import { type Refusal, refuse } from './problem.ts'

/** More faults than this help nobody. */
const maxErrors = 20

/** Parses what came in by its schema, or says where it does not fit. */
export function parse<T>(schema: z.ZodType<T>, input: unknown): { value: T } | Refusal {
  const result = schema.safeParse(input)
  if (result.success) return { value: result.data }
  const errors = result.error.issues.slice(0, maxErrors).map(problemOf)
  const [first] = errors
  const detail = first ? `${first.path || 'body'}: ${first.message}` : 'The body does not fit.'
  return refuse('invalid_request', detail, { ...(first && { path: first.path }), errors })
}

/** A fault in our own words' shape: zod's code, dotted path, message. */
function problemOf(issue: z.core.$ZodIssue): Problem {
  return { code: issue.code, path: issue.path.join('.'), message: issue.message }
}
