import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { JourneyCounts } from '../../shared/api/journeys-api.ts'
import { messages } from '../admin/messages.ts'
import { useResource } from '../admin/resource.ts'
import { Loaded } from '../parts/loaded.tsx'
import { FailedMessages } from './failed-messages.tsx'

const everyMs = 10_000

/** Where people are in a journey now, what came of it in a day, and what did not arrive. */
export function Standing({ id }: { id: string }) {
  const again = useSignal(0)
  useEffect(() => {
    const timer = setInterval(() => again.value++, everyMs)
    return () => clearInterval(timer)
  }, [])
  const counts = useResource(messages.journeys, again)
  return (
    <>
      <section class="card">
        <h2>Where people are</h2>
        <Loaded of={counts}>{({ journeys }) => <Counts of={journeys[id] ?? nobody} />}</Loaded>
      </section>
      <FailedMessages journey={id} />
    </>
  )
}

const nobody: JourneyCounts = {
  waiting: {},
  day: { entered: 0, reached: {}, sent: {}, notSent: {}, ended: {}, goals: 0 },
}

function Counts({ of: { waiting, day } }: { of: JourneyCounts }) {
  const steps = Object.entries(waiting).filter(([, count]) => count > 0)
  return (
    <>
      {steps.length === 0 && <p class="quiet">Nobody is in it now.</p>}
      <Rows of={steps} />
      <h3>In the last 24 hours</h3>
      <Rows
        of={[
          ['came in', day.entered],
          ['messages sent', sum(day.sent)],
          ['messages decided against', sum(day.notSent)],
          ['reached the goal', day.goals],
          ...Object.entries(day.ended).map(
            ([reason, count]) => [`ended: ${reason.replaceAll('_', ' ')}`, count] as const
          ),
        ]}
      />
    </>
  )
}

function Rows({ of }: { of: readonly (readonly [string, number])[] }) {
  return (
    <ul class="pairs">
      {of.map(([name, count]) => (
        <li key={name}>
          <span>{name}</span>
          <span class="number">{count.toLocaleString('en')}</span>
        </li>
      ))}
    </ul>
  )
}

const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
