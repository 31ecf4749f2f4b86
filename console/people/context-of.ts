import type { Context } from '../../shared/decide/decision.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** A moment on a page, as nearly as it can be imagined for somebody who is not here. */
export function contextOf(
  { home }: Profile,
  { timezone = 'UTC', locale = 'en' }: SiteConfig,
  { page = '/', channel = 'page' }: { page?: string; channel?: string | undefined } = {}
): Context {
  const zone = home?.timezone?.value
  return {
    ...{ channel, consent: {}, gpc: false, bot: false, locale, more: {} },
    timezone: typeof zone === 'string' ? zone : timezone,
    page: { path: page, url: page, referrer: '' },
  }
}
