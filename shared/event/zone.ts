import { isTimeZone, offsetMs } from './local-time.ts'

const offset = /^([+-])(\d\d):?(\d\d)$/

/** Whether a zone is a bare distance from UTC, which knows nothing of summer time. */
export function isOffset(zone: string): boolean {
  return offset.test(zone)
}

/**
 * The zone that a page means. Asking a browser for its zone's name costs a page more than all else of
 * ours, so its first words may be an offset, `+0100`. Where the network's zone shows the same clock at
 * this moment, that zone is meant: it knows when the clock is changed. Else the offset is taken as it is.
 */
export function zoneOf(
  said: string | undefined,
  at: { network?: string | undefined; now: number }
): string | undefined {
  const [, sign, hours, minutes] = offset.exec(said ?? '') ?? []
  if (hours === undefined) return said
  const ms = Number(`${sign}1`) * (Number(hours) * 60 + Number(minutes)) * 60_000
  const { network = '', now } = at
  if (isTimeZone(network) && offsetMs(now, network) === ms) return network
  return `${sign}${hours}:${minutes}`
}
