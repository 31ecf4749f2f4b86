import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { isTimeZone } from '../event/local-time.ts'
import { isOffset } from '../event/zone.ts'

/**
 * What an event's sender says about where the person is at home: zone and language. An offset is true
 * of this moment only, and takes the place of no zone that knows its summer time.
 */
export function* homeOf({ context }: Event): Iterable<[string, Json]> {
  const zone = context?.timezone
  if (typeof zone === 'string' && isTimeZone(zone) && !isOffset(zone)) yield ['timezone', zone]
  if (typeof context?.locale === 'string') yield ['locale', context.locale]
}
