import { z } from 'zod'

const time = z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))

/** The parts of `GET /profiles/:ref` that are told; what a newer server says besides is left out. */
export const portraitSchema = z.object({
  id: z.string(),
  createdAt: time,
  ids: z.record(z.string(), z.json()),
  traits: z.record(
    z.string(),
    z.object({
      value: z.json(),
      source: z.string(),
      at: time.optional(),
      sensitivity: z.string().optional(),
      approximate: z.boolean().optional(),
    })
  ),
  segments: z.array(z.string()),
  events: z.record(z.string(), z.object({ count: z.number(), first: time, last: time })),
  session: z.object({ number: z.number(), pages: z.number(), lastAt: time }).nullable(),
  consent: z.record(z.string(), z.object({ granted: z.json(), at: time })),
  care: z.object({ reason: z.string(), since: time, until: time }).nullable(),
})

/** A person as the server tells of them. */
export type Portrait = z.infer<typeof portraitSchema>
