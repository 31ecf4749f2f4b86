import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Receipt } from '../../shared/decide/decision.ts'
import { siteConfigSchema } from '../../shared/site/config.ts'
import { Failure } from '../failure.ts'

const receiptSchema = z.object({
  id: z.string(),
  slot: z.string(),
  config: z.number(),
  now: z.number(),
  seed: z.string(),
  candidates: z.array(z.looseObject({ action: z.string(), outcome: z.string() })),
  facts: z.record(z.string(), z.json()),
})

const fileSchema = z.object({
  attuneDecision: z.literal(1),
  /** For whom it was made. */
  person: z.string(),
  // What else a receipt says is carried along as it is.
  receipt: z.custom<Receipt>((value) => receiptSchema.safeParse(value).success),
  config: siteConfigSchema,
})

/** A decision with all that is needed to explain and repeat it, without any server. */
export type ExplainedDecision = z.infer<typeof fileSchema>

/** Writes a decision for later, or for somebody else. It holds facts of a person. */
export async function writeDecision(file: string, decision: ExplainedDecision): Promise<void> {
  await writeFile(file, `${JSON.stringify(decision, null, 2)}\n`, { mode: 0o600 })
}

/** Reads a decision. */
export async function readDecision(file: string): Promise<ExplainedDecision> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure('not_found', `${file} is neither the id of a decision nor a file.`)
  })
  try {
    return fileSchema.parse(JSON.parse(text))
  } catch {
    throw new Failure('broken_file', `${file} holds no decision.`, [
      'attune explain ID --of PERSON --save FILE writes one.',
    ])
  }
}
