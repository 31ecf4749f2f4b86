import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { link } from '../route.ts'
import { MergeLine, PartingLine } from './merge-line.tsx'
import { Why } from './why.tsx'

/** What tells entries of a time line apart. */
export function keyOf(entry: TimelineEntry): string {
  switch (entry.kind) {
    case 'event':
      return entry.id
    case 'decision':
      return entry.receipt.id + entry.receipt.slot
    case 'merge':
    case 'unmerge':
      return entry.kind + entry.merge
    case 'journey':
      return [
        entry.trace.journey,
        entry.trace.occurrence,
        entry.trace.step,
        entry.trace.what,
        entry.at,
      ].join()
  }
}

/** One thing that happened: an event, a decision, a step of a journey, or two who became one. */
export function Happening({
  id,
  entry,
  onChanged,
}: {
  id: string
  entry: TimelineEntry
  onChanged: () => void
}) {
  switch (entry.kind) {
    case 'decision':
      return <Why receipt={entry.receipt} />
    case 'event':
      return (
        <details>
          <summary>
            {entry.name || entry.type}{' '}
            {entry.isRepeat && <span class="badge warn">told twice, counted once</span>}
          </summary>
          <pre>{JSON.stringify(entry.properties, null, 2)}</pre>
        </details>
      )
    case 'merge':
      return <MergeLine id={id} entry={entry} onParted={onChanged} />
    case 'unmerge':
      return <PartingLine from={entry.from} />
    case 'journey': {
      const { journey, step, what, detail, until } = entry.trace
      return (
        <p class="plain">
          <span class={`badge ${tones[what]}`}>{words[what]}</span>{' '}
          <a href={link('journeys', journey)}>{journey}</a>
          {step && <span class="quiet"> · {step}</span>}
          {detail && <span class="quiet"> · {detail.replaceAll('_', ' ')}</span>}
          {until !== undefined && (
            <span class="quiet"> · until {new Date(until).toLocaleString('en')}</span>
          )}
        </p>
      )
    }
  }
}

type Deed = Extract<TimelineEntry, { kind: 'journey' }>['trace']['what']

const words: Record<Deed, string> = {
  entered: 'enters',
  kept_out: 'kept out',
  waits: 'waits',
  sent: 'message sent',
  not_sent: 'message not sent',
  held: 'message held',
  queued: 'queued for the page',
  set: 'trait set',
  goal: 'success',
  ended: 'ends',
}

const tones: Record<Deed, string> = {
  entered: 'good',
  kept_out: '',
  waits: '',
  sent: 'accent',
  not_sent: 'warn',
  held: 'warn',
  queued: 'accent',
  set: '',
  goal: 'good',
  ended: '',
}
