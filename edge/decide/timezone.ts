import { createRecent } from '../../shared/memory/recent.ts'

/** Names of zones are few, but what pages send is not: remember which are real. */
const known = createRecent<boolean>(1_000)

/** The first of these that is a real IANA zone; UTC when none is. */
export function firstTimezone(...names: (string | undefined)[]): string {
  return names.find((name) => name !== undefined && isTimezone(name)) ?? 'UTC'
}

function isTimezone(name: string): boolean {
  const answer = known.get(name) ?? canFormat(name)
  known.set(name, answer)
  return answer
}

function canFormat(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
