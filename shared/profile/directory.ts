import { z } from 'zod'

/** By what the people of a site may be found. */
export const directorySchema = z.strictObject({
  /**
   * Given traits by whose beginning people are found, besides their external ids: `["email",
   * "lastName"]`. They are copied out of the profile, and go when it goes.
   */
  searchable: z.array(z.string().min(1).max(64)).max(10).optional(),
})
