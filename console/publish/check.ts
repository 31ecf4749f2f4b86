import { config as zodConfig } from 'zod'
import { checkSite, type SiteCheck } from '../../shared/site/check.ts'

// The console's policy allows no code made of text, and zod's fast path would try.
zodConfig({ jitless: true })

/** The check that publishing makes, on the owner's own machine: the answer is there while they write. */
export function check(config: unknown, now: number): SiteCheck {
  return checkSite(config, { now })
}
