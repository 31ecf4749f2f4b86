import type { SiteConfig } from '../../shared/site/config.ts'

/** What a record notes of a change that open pages cannot know of. */
export interface News {
  /** When the person last changed by another way than a page of theirs. */
  newsAt?: number
}

/** The note of a change, for sites whose pages listen; others pay nothing. */
export function newsIf(isNews: boolean, config: SiteConfig, now: number): News {
  return isNews && config.live === true ? { newsAt: now } : {}
}
