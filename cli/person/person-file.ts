import { readFile, writeFile } from 'node:fs/promises'
import { z } from 'zod'
import type { Recorded } from '../../shared/journey/scenario/tell.ts'
import { carriedProfileSchema } from '../../shared/profile/carried.ts'
import { Failure } from '../failure.ts'

const journeysSchema = z.looseObject({ runs: z.array(z.json()), queued: z.array(z.json()) })

const fileSchema = z.object({
  attunePerson: z.literal(1),
  at: z.number(),
  profile: carriedProfileSchema,
  journeys: journeysSchema.optional(),
})

/** Keeps a person as they are now, for stories that go on from there. It holds personal data. */
export async function writePerson(file: string, exported: string, at: number): Promise<void> {
  const lines = exported.split('\n', 2).filter((line) => line !== '')
  const parts = Object.assign({}, ...lines.map((line) => JSON.parse(line)))
  const person = fileSchema.safeParse({ ...parts, attunePerson: 1, at })
  if (!person.success) throw new Failure('unknown_answer', 'The server tells of nobody to keep.')
  const text = JSON.stringify(person.data, null, 2)
  await writeFile(file, `${text}\n`, { mode: 0o600 })
}

/** Reads a person that was kept. */
export async function readPerson(file: string): Promise<Recorded> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Failure('not_found', `${file} is not there.`)
  })
  try {
    // The schemas know as much of a person as their readers rely on.
    return fileSchema.parse(JSON.parse(text)) as unknown as Recorded
  } catch {
    throw new Failure('broken_file', `${file} holds no person.`, [
      'attune profile PERSON --save FILE writes one.',
    ])
  }
}
