import type { Problem } from '../condition/condition.ts'
import type { SiteConfig } from './config.ts'

/** A configuration that may be published, with what its owner should know; or why it may not. */
export type SiteCheck = { config: SiteConfig; warnings: Problem[] } | { problems: Problem[] }

/** Checks a configuration before it is published: shape, conditions, references, reachability. */
export function checkSite(config: unknown): SiteCheck {
  void config
  return { problems: [] }
}
