import { type Signal, useSignal } from '@preact/signals'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Switch } from '../parts/switch.tsx'
import { Time } from '../parts/time.tsx'
import { Happening, keyOf } from './happening.tsx'

type Kind = TimelineEntry['kind'] | 'all'

const kinds: readonly [Kind, string][] = [
  ['all', 'Everything'],
  ['event', 'Events'],
  ['decision', 'Decisions'],
  ['journey', 'Journeys'],
  ['merge', 'Identity'],
]

/** What happened to a person and what was decided for them, newest first. */
export function Timeline({ id, again }: { id: string; again: Signal<number> }) {
  const shown = useSignal<Kind>('all')
  const timeline = useResource(() => admin.timeline(id), again)
  return (
    <section class="card">
      <div class="row apart">
        <h2>Time line</h2>
        <Switch
          label="Show"
          value={shown.value}
          options={kinds}
          onChange={(kind) => {
            shown.value = kind
          }}
        />
      </div>
      <Loaded of={timeline}>
        {({ entries }) => {
          const chosen = entries.filter(({ kind }) => isShown(kind, shown.value))
          return chosen.length === 0 ? (
            <p class="quiet">Nothing happened yet.</p>
          ) : (
            <ol class="timeline">
              {byMoment(chosen).map((moment) => (
                <li key={moment.map(keyOf).join()}>
                  <Time at={moment[0]?.at ?? 0} />
                  <div>
                    {moment.map((entry) => (
                      <Happening
                        key={keyOf(entry)}
                        id={id}
                        entry={entry}
                        onChanged={() => again.value++}
                      />
                    ))}
                  </div>
                </li>
              ))}
            </ol>
          )
        }}
      </Loaded>
    </section>
  )
}

/** Joined and taken apart are one story. */
function isShown(kind: TimelineEntry['kind'], chosen: Kind): boolean {
  return chosen === 'all' || kind === chosen || (chosen === 'merge' && kind === 'unmerge')
}

const sameMomentMs = 5

/** What happened in one request stands together. */
function byMoment(entries: readonly TimelineEntry[]): TimelineEntry[][] {
  const moments: TimelineEntry[][] = []
  for (const entry of entries) {
    const last = moments.at(-1)
    if (last?.[0] && Math.abs(last[0].at - entry.at) <= sameMomentMs) last.push(entry)
    else moments.push([entry])
  }
  return moments
}
