import { z } from 'zod'

const name = z.string().regex(/^[a-zA-Z][\w-]{0,63}$/)

/** What a site says about its catalogue. */
export const catalogueSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /** Currency of prices that come without one, ISO 4217. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/)
    .optional(),
  /** Names that the feed has for our fields: `{ "price": "sale_price" }`. */
  fields: z.record(name, z.string().min(1).max(255)).optional(),
  /** What goes with what, by category: `{ "Bedding": ["Window Treatments"] }`, the best first. */
  complements: z
    .record(z.string().max(255), z.array(z.string().max(255)).min(1).max(20))
    .optional(),
  /** Whether an action may promote an item that cannot be had. Default false. */
  promotesUnavailable: z.boolean().optional(),
})

/** What a site says about its catalogue. */
export type CatalogueDeclaration = z.infer<typeof catalogueSchema>
