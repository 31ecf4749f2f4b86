import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import { Failure } from '../failure.ts'
import type { Survey } from './survey.ts'

const planSchema = z.strictObject({
  attunePlan: z.literal(1),
  url: z.string(),
  site: z.string(),
  /** The file that was planned, for the lock beside it. */
  file: z.string(),
  /** The version in force when it was planned: over any other it is not applied. */
  over: z.int().nonnegative(),
  changes: z.int().nonnegative(),
  config: z.json(),
})

/** A plan as it was looked at: exactly this is applied, or nothing. */
export type Plan = z.infer<typeof planSchema>

/** Whether a file is a plan and not a configuration. */
export const isPlan = (file: string): boolean => file.endsWith('.plan.json')

/** What a survey would publish. */
export function planOf({ target, document, live, changes }: Survey): Plan {
  return {
    ...{ attunePlan: 1, ...target, file: document.file, over: live?.version ?? 0 },
    ...{ changes: changes.length, config: document.value },
  }
}

/** Writes a plan to be applied later. */
export async function writePlan(file: string, plan: Plan): Promise<void> {
  if (!isPlan(file)) {
    throw new Failure('wrong_name', `A plan is named *.plan.json; ${file} is not.`)
  }
  await writeFile(file, `${JSON.stringify(plan, null, 2)}\n`)
}

/** Reads a plan. */
export async function readPlan(file: string): Promise<Plan> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure('not_found', `${file} is not there.`)
  })
  try {
    return planSchema.parse(JSON.parse(text))
  } catch {
    throw new Failure('broken_plan', `${file} is no plan. attune plan --out ${file} writes one.`)
  }
}
