import { isTimeZone } from '../event/local-time.ts'
import { isOffset } from '../event/zone.ts'
import type { Given, Profile } from './profile.ts'

/** What an open page says about where its person is. */
export interface PagePlace {
  timezone?: string | undefined
  locale?: string | undefined
}

type Home = NonNullable<Profile['home']>

/**
 * The profile with what its page says as its home: the zone and language of channels that have no page
 * to ask. The same profile when that was known. A bare offset is taken where there is nothing better.
 */
export function rememberHome(
  profile: Profile,
  { timezone, locale }: PagePlace,
  told: Pick<Given, 'at' | 'by'>
): Profile {
  const { home = {} } = profile
  const isZone = timezone !== undefined && isTimeZone(timezone) && mayReplace(timezone, home)
  const next: Home = {
    ...home,
    ...(isZone &&
      isNews(home.timezone, timezone, told) && { timezone: { value: timezone, ...told } }),
    ...(locale && isNews(home.locale, locale, told) && { locale: { value: locale, ...told } }),
  }
  const isSame = next.timezone === home.timezone && next.locale === home.locale
  return isSame ? profile : { ...profile, home: next }
}

function mayReplace(timezone: string, { timezone: known }: Home): boolean {
  return !isOffset(timezone) || known === undefined || isOffset(String(known.value))
}

function isNews(known: Given | undefined, value: string, { at }: Pick<Given, 'at'>): boolean {
  return known?.value !== value && (known?.at ?? 0) <= at
}
