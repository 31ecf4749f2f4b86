import { checkSite, type SiteCheck } from '../../shared/site/check.ts'

/** The check that publishing makes, on the owner's own machine: the answer is there while they write. */
export function check(config: unknown, now: number): SiteCheck {
  return checkSite(config, { now })
}
