import { z } from 'zod'
import type { Problem } from '../../shared/condition/condition.ts'
import { carriedProfileSchema } from '../../shared/profile/carried.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { Carried } from '../profile/carrying.ts'

/** A line of a file of profiles. */
export type CarriedLine = Carried

const person = z.string().regex(/^[\w-]{22}$/)
const device = z.string().min(1).max(255)
const count = z.int().min(0)

const lineSchema = z.discriminatedUnion('part', [
  z.strictObject({
    person,
    part: z.literal('log'),
    n: z.int().min(1),
    data: z.strictObject({
      ...{ from: count, until: count, receipts: count },
      seen: z.base64(),
      lines: z.string().max(2_000_000).refine(isLog, 'Each of its lines is one JSON object.'),
    }),
  }),
  z.strictObject({
    person,
    part: z.literal('state'),
    data: z.strictObject({
      profile: carriedProfileSchema,
      devices: z.array(device).max(100),
      left: z.array(device).max(100),
      touchedAt: count,
    }),
  }),
])

/** Parses a line of a file, which somebody may have touched. */
export function parseCarried(line: unknown): { carried: CarriedLine } | { problem: Problem } {
  const parsed = lineSchema.safeParse(line)
  if (!parsed.success) {
    const [issue] = parsed.error.issues
    const message = issue?.message ?? 'It is no line of an export.'
    return { problem: { code: 'line_invalid', path: issue?.path.join('.') ?? '', message } }
  }
  const { data: one } = parsed
  if (one.part === 'log') return { carried: one }
  // The schema knows as much of a profile as its readers rely on.
  const profile = one.data.profile as unknown as Profile
  return { carried: { ...one, data: { ...one.data, profile } } }
}

/** Reads a line that a profile has just written. */
export function readCarried(line: string): CarriedLine {
  return JSON.parse(line)
}

function isLog(lines: string): boolean {
  try {
    return lines
      .split('\n')
      .filter((line) => line !== '')
      .every((line) => typeof JSON.parse(line) === 'object')
  } catch {
    return false
  }
}
