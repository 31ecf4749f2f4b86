import type { SiteConfig } from '../site/config.ts'

/** What deciding needs of a compiled site. */
export interface DecideSite {
  version: number
  config: SiteConfig
}
