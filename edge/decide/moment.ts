import type { Context } from '../../shared/decide/decision.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { firstTimezone } from './timezone.ts'

/** A moment, and what of it nobody said: there the person's own habits go before the site's. */
export interface Moment extends Context {
  isTimezoneAssumed?: boolean
  isLocaleAssumed?: boolean
}

/** What a back end says about the moment it asks for. */
export interface ServerMoment {
  channel?: string | undefined
  timezone?: string | undefined
  locale?: string | undefined
}

/** The moment of a channel that has no page: no device, no address, the site's words where it is silent. */
export function serverMoment(asked: ServerMoment, config: SiteConfig): Moment {
  return {
    ...{ channel: asked.channel ?? 'server', page: {}, more: {} },
    timezone: firstTimezone(asked.timezone, config.timezone),
    locale: asked.locale ?? config.locale ?? 'en',
    ...{ consent: {}, gpc: false, bot: false },
    isTimezoneAssumed: asked.timezone === undefined,
    isLocaleAssumed: asked.locale === undefined,
  }
}

/** The moment as it is where the person lives, as far as they ever showed it. */
export function atHome(moment: Moment, { home }: Profile): Context {
  const { isTimezoneAssumed, isLocaleAssumed, ...context } = moment
  const timezone = isTimezoneAssumed && home?.timezone?.value
  const locale = isLocaleAssumed && home?.locale?.value
  return {
    ...context,
    ...(typeof timezone === 'string' && { timezone: firstTimezone(timezone, context.timezone) }),
    ...(typeof locale === 'string' && { locale }),
  }
}
