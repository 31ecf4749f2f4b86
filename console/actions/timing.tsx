import type { Action } from '../../shared/decide/action.ts'
import { InstantField } from '../parts/instant-field.tsx'
import { Dayparts } from './dayparts.tsx'
import type { ActionPart } from './part.ts'

/** From when until when, and at which times of the visitor's day. */
export function Timing({ action, set }: ActionPart) {
  const { schedule, dayparts = [] } = action
  return (
    <section class="card">
      <h2>When</h2>
      <div class="grid">
        <InstantField
          label="From"
          value={schedule?.from}
          onChange={(from) => set({ schedule: scheduleOf({ ...schedule, from }) })}
        />
        <InstantField
          label="Until"
          value={schedule?.until}
          onChange={(until) => set({ schedule: scheduleOf({ ...schedule, until }) })}
        />
      </div>
      <Dayparts value={dayparts} onChange={(next) => set({ dayparts: next })} />
    </section>
  )
}

function scheduleOf({
  from,
  until,
}: {
  from?: string | undefined
  until?: string | undefined
}): Action['schedule'] {
  if (!from && !until) return undefined
  return { ...(from && { from }), ...(until && { until }) }
}
