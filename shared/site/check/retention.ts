import type { Problem } from '../../condition/condition.ts'
import { dayMs } from '../../event/time.ts'
import { keptMs, type RetentionConfig, retentionDays } from '../retention.ts'

/** Periods that cannot be: too short for what relies on them, longer than promised, or reasons without events. */
export function retentionProblems(config: RetentionConfig = {}): Problem[] {
  const names = Object.keys(retentionDays) as (keyof typeof retentionDays)[]
  const outside = names.flatMap((name): Problem[] => {
    const { least, most } = retentionDays[name]
    const days = keptMs(config, name) / dayMs
    if (days >= least && days <= most) return []
    const message = `Can be ${least}d to ${most}d.`
    return [{ code: 'out_of_range', path: `retention.${name}`, message }]
  })
  if (outside.length > 0) return outside
  const isLonger = keptMs(config, 'receipts') > keptMs(config, 'events')
  if (!isLonger) return []
  const message = 'Receipts cannot be kept longer than events: set `receipts` to at most `events`.'
  return [{ code: 'out_of_range', path: 'retention.receipts', message }]
}
