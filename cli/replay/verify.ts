import { z } from 'zod'
import { type Click, eventNames, type Visitor } from './click.ts'
import { concurrently } from './concurrently.ts'
import { ask, type Edge } from './edge.ts'

const time = z.union([z.number(), z.iso.datetime().transform((text) => Date.parse(text))])

const profileSchema = z.object({
  events: z.record(z.string(), z.object({ count: z.number(), first: time, last: time })),
})

type Seen = z.infer<typeof profileSchema>['events'][string]

interface VerifyOptions {
  edge: Edge
  concurrency: number
  onRead(): void
}

/** Reads every visitor's profile back and names each figure that differs from the file. */
export async function verify(
  visitors: Visitor[],
  { edge, concurrency, onRead }: VerifyOptions
): Promise<string[]> {
  const differences: string[] = []
  await concurrently(visitors, concurrency, async (visitor) => {
    const ref = encodeURIComponent(`anonymous_id:${visitor.anonymousId}`)
    const answer = await ask(edge, `/v1/profiles/${ref}`)
    if (answer.ok) {
      const { events } = profileSchema.parse(await answer.json())
      differences.push(...compare(visitor, events))
    } else {
      differences.push(`visitor ${visitor.id}: ${answer.status} ${await answer.text()}`)
    }
    onRead()
  })
  return differences
}

/** Where a profile's event counts and first and last times differ from the file. */
export function compare({ id, clicks }: Visitor, events: Record<string, Seen>): string[] {
  return Object.entries(eventNames).flatMap(([deed, name]) => {
    const expected = describe(summarise(clicks.filter((click) => click.deed === deed)))
    const found = describe(events[name])
    return expected === found ? [] : [`visitor ${id}, ${name}: file ${expected}, profile ${found}`]
  })
}

function summarise(clicks: Click[]): Seen | undefined {
  if (clicks.length === 0) return undefined
  const times = clicks.map(({ at }) => at)
  return { count: clicks.length, first: Math.min(...times), last: Math.max(...times) }
}

const describe = (seen: Seen | undefined) =>
  seen ? `${seen.count} from ${seen.first} to ${seen.last}` : 'none'
