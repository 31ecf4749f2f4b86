import type { z } from 'zod'
import type { siteConfigSchema } from './config.ts'

/** A configuration as its author writes it. */
export type SiteConfigInput = z.input<typeof siteConfigSchema>

/**
 * Lets an editor complete and check a configuration that is written in TypeScript:
 * `export default defineConfig({ … })` in `attune.config.ts`.
 */
export function defineConfig(config: SiteConfigInput): SiteConfigInput {
  return config
}
