import { formatTime } from '../../shared/event/time.ts'
import type { CarriedState } from '../profile/carrying.ts'
import { csvLine } from './csv-line.ts'

/** Columns of people in CSV: names and given traits, for spreadsheets. */
export const personColumns = [
  ...['profile', 'userId', 'anonymousId', 'createdAt', 'ids', 'traits'],
] as const

/** A person in one line. */
export function personRow({ profile }: CarriedState): string {
  const { user_id: [userId] = [], anonymous_id: [anonymousId] = [], ...others } = profile.ids
  const traits = Object.entries(profile.traits).map(([name, { value }]) => [name, value])
  return csvLine([
    ...[profile.id, userId, anonymousId, formatTime(profile.createdAt)],
    ...[others, Object.fromEntries(traits)],
  ])
}
