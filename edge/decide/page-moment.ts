import type { PageContext } from '../../shared/api/page-api.ts'
import type { Context } from '../../shared/decide/decision.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { zoneOf } from '../../shared/event/zone.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { isBot, type Received } from '../http/bot.ts'
import { campaignOf, withAddress } from './page-address.ts'
import { firstTimezone } from './timezone.ts'

/**
 * The moment of a page: what the page says, what the request shows, and the site's own words where
 * both are silent. Address and user agent are used here and stored nowhere.
 */
export function pageMoment(
  asked: Received & { now: number },
  page: PageContext,
  config: SiteConfig
): Context {
  const { request, now } = asked
  const { headers } = request
  const place = placeOf(request)
  const zone = zoneOf(page.timezone, { network: place.timezone, now })
  const { page: { properties = {}, ...told } = {}, device, viewport, connection } = page
  const shown = present(told)
  const campaign = campaignOf(shown) ?? page.campaign
  return {
    channel: 'page',
    timezone: firstTimezone(zone, place.timezone, config.timezone),
    locale: page.locale ?? languageOf(headers) ?? config.locale ?? 'en',
    consent: page.consent ?? {},
    // The standard knows one value only: anything but `1` says nothing.
    gpc: page.gpc === true || headers.get('sec-gpc') === '1',
    page: { ...withAddress(shown), properties },
    more: present({ campaign, device, viewport, connection, session: page.session, place }),
    bot: isBot(asked, page.automated),
  }
}

/** Coarse place by the network, as Cloudflare sees it. */
function placeOf(request: Request): Record<string, string> {
  const { country, city, region, timezone } = request.cf ?? {}
  return Object.fromEntries(
    Object.entries({ country, city, region, timezone }).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string'
    )
  )
}

function languageOf(headers: Headers): string | undefined {
  return /^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*/.exec(headers.get('accept-language') ?? '')?.[0]
}

/** Leaves out what is not there: a fact that is undefined is no JSON. */
function present(values: Record<string, JsonObject[string] | undefined>): JsonObject {
  return Object.fromEntries(
    Object.entries(values).filter((entry): entry is [string, JsonObject[string]] => {
      return entry[1] !== undefined
    })
  )
}
