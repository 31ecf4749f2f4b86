import type { Env } from '../env.ts'
import { eachBounded } from '../memory/bounded.ts'
import { profileObject } from '../profile/address.ts'
import { type CarriedLine, parseCarried } from './carried-line.ts'
import type { Line, Tally } from './tally.ts'

/** People at once. */
const width = 8

const refusals = {
  exists: 'Somebody else has this profile id here.',
  taken: 'One of their ids is somebody else’s here.',
  erased: 'They were erased here, and stay so.',
} as const

/** Takes in people: each person's pieces one after the other, several people at once. */
export async function importPeople(
  lines: readonly Line[],
  { env, site, now }: { env: Env; site: string; now: number },
  tally: Tally
): Promise<void> {
  const people = new Map<string, { line: number; carried: CarriedLine }[]>()
  for (const { line, record } of lines) {
    const parsed = parseCarried(record)
    if ('problem' in parsed) {
      tally.refuse(line, parsed.problem)
      continue
    }
    const { carried } = parsed
    const pieces = people.get(carried.person) ?? []
    pieces.push({ line, carried })
    people.set(carried.person, pieces)
  }
  await eachBounded([...people], width, async ([person, pieces]) => {
    for (const { line, carried } of pieces) {
      const taken = await profileObject(env, site, person).takeIn(carried, now)
      if (taken === 'added' || taken === 'known') tally.report[taken] += 1
      else tally.refuse(line, { code: `person_${taken}`, path: 'person', message: refusals[taken] })
    }
  })
}
