import { z } from 'zod'

const given = z.looseObject({ value: z.json(), at: z.number(), by: z.string() })
const seen = z.looseObject({ count: z.number(), first: z.number(), last: z.number() })
const item = z.looseObject({ properties: z.record(z.string(), z.json()), at: z.number() })
const entry = z.looseObject({
  ...{ at: z.number(), outcome: z.string(), decision: z.string(), action: z.string() },
  ...{ slot: z.string(), channel: z.string() },
})

/**
 * A profile as it comes from a file: enough of its shape that whatever is taken in can be folded,
 * merged and decided with. What is computed is worked out again where it does not fit.
 */
export const carriedProfileSchema = z.looseObject({
  id: z.string().regex(/^[\w-]{22}$/),
  stableId: z.string().min(1).max(255),
  createdAt: z.number(),
  ids: z.record(z.string(), z.array(z.string().max(255)).max(100)),
  traits: z.record(z.string(), given),
  events: z.record(z.string(), seen),
  computed: z.record(z.string(), z.looseObject({ declaration: z.string(), data: z.json() })),
  items: z.record(z.string(), item),
  ledger: z.array(entry).max(1_000),
  totals: z.record(z.string(), z.record(z.string(), z.looseObject({ count: z.number() }))),
  consent: z.record(z.string(), given),
  config: z.number(),
})
