import type { Context } from '../../shared/decide/decision.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { firstTimezone } from './timezone.ts'

/** What a back end says about the moment it asks for. */
export interface ServerMoment {
  channel?: string | undefined
  timezone?: string | undefined
  locale?: string | undefined
}

/** The moment of another channel: no page, no device, no address; the site's words where it is silent. */
export function serverMoment(asked: ServerMoment, config: SiteConfig): Context {
  return {
    channel: asked.channel ?? 'server',
    timezone: firstTimezone(asked.timezone, config.timezone),
    locale: asked.locale ?? config.locale ?? 'en',
    consent: {},
    gpc: false,
    page: {},
    more: {},
    bot: false,
  }
}
