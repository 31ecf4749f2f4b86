import { z } from 'zod'
import { dayMs, dayNumber, dayOf, formatDay } from '../event/time.ts'

/** How many events a site takes in a day or a month (UTC), so that a mistake or a flood cannot cost more. */
export const quotaSchema = z.strictObject({
  events: z.number().int().min(1).max(1e12),
  per: z.enum(['day', 'month']),
})

/** How many events a site takes in a period. */
export type Quota = z.infer<typeof quotaSchema>

/** A day or a month: its name, `2027-02` or `2027-02-20`, and the moment of its end. */
export interface Period {
  name: string
  endsAt: number
}

/** The period of a quota that a moment falls into. */
export function periodOf({ per }: Quota, now: number): Period {
  const today = Math.floor(now / dayMs)
  if (per === 'day') return { name: formatDay(today), endsAt: (today + 1) * dayMs }
  const { year, month } = dayOf(today)
  const next = month === 12 ? { year: year + 1, month: 1 } : { year, month: month + 1 }
  return { name: formatDay(today).slice(0, 7), endsAt: dayNumber({ ...next, day: 1 }) * dayMs }
}
