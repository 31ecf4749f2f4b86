import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { link } from '../route.ts'

type Heard = Extract<TimelineEntry, { kind: 'event' }> & { person: string }

const everyMs = 3_000
const people = 12
const shown = 25

/** What recent visitors do, as it comes in. */
export function LatestEvents() {
  const again = useSignal(0)
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again.value++
    }, everyMs)
    return () => clearInterval(timer)
  }, [])
  const heard = useResource(latest, again)
  return (
    <section class="card">
      <h2>As it comes in</h2>
      <p class="quiet">Events of the people who were here last; what was refused is on Now.</p>
      <Loaded of={heard}>
        {(events) =>
          events.length === 0 ? (
            <p class="quiet">Nothing yet.</p>
          ) : (
            <ol class="timeline">
              {events.map((event) => (
                <li key={event.person + event.id}>
                  <Time at={event.at} />
                  <details>
                    <summary>
                      {event.name || event.type}{' '}
                      {event.isRepeat && <span class="badge warn">told twice</span>}
                    </summary>
                    <p>
                      <a class="mono" href={link('people', event.person)}>
                        {event.person}
                      </a>
                    </p>
                    <pre>{JSON.stringify(event.properties, null, 2)}</pre>
                  </details>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </section>
  )
}

async function latest(): Promise<Heard[]> {
  const { people: known } = await admin.people('')
  const timelines = await Promise.all(
    known.slice(0, people).map(async ({ profile }) => {
      const { entries } = await admin.timeline(profile).catch(() => ({ entries: [] }))
      return entries.flatMap((entry) =>
        entry.kind === 'event' ? [{ ...entry, person: profile }] : []
      )
    })
  )
  return timelines
    .flat()
    .sort((a, b) => b.at - a.at)
    .slice(0, shown)
}
