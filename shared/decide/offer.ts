import { z } from 'zod'
import { windowSchema } from '../profile/trait.ts'

/** A pool of single-use codes. The codes themselves are no part of a configuration. */
export const offerSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  /**
   * A code that was reserved and never reported as seen goes back into the pool after this time.
   * Default `7d`: for so long a page that was offline may report late.
   */
  returns: windowSchema.optional(),
})

/** What previews and stories show in the place of a code. */
export const sampleCode = 'SAMPLE-CODE'
