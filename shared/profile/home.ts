import type { Event } from '../event/event.ts'
import type { Json } from '../event/json.ts'
import { isTimeZone } from '../event/local-time.ts'

/** What an event's sender says about where the person is at home: zone and language. */
export function* homeOf({ context }: Event): Iterable<[string, Json]> {
  if (typeof context?.timezone === 'string' && isTimeZone(context.timezone)) {
    yield ['timezone', context.timezone]
  }
  if (typeof context?.locale === 'string') yield ['locale', context.locale]
}
