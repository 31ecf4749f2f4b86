import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NowAnswer } from '../../shared/api/admin-api.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Trend } from '../parts/trend.tsx'

const refreshMs = 2_000

/** What the site is doing this minute. */
export function NowView() {
  const again = useSignal(0)
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.visibilityState === 'visible') again.value++
    }, refreshMs)
    return () => clearInterval(timer)
  }, [again])
  const now = useResource(admin.now, again)
  return (
    <>
      <header class="head">
        <div>
          <h1>Now</h1>
          <p>What your site is doing in the last hour, to the minute.</p>
        </div>
      </header>
      <Loaded of={now}>{(answer) => <Figures answer={answer} />}</Loaded>
    </>
  )
}

function Figures({ answer }: { answer: NowAnswer }) {
  const series = (kind: string) =>
    answer.minutes.map(({ counters }) =>
      sum(Object.entries(counters).filter(([name]) => name.startsWith(`${kind}:`)))
    )
  const totals = totalsOf(answer)
  const events = series('event')
  const decisions = series('decision')
  return (
    <>
      <div class="grid">
        <Figure name="Events in the last hour" values={events} />
        <Figure name="Decisions in the last hour" values={decisions} />
      </div>
      <div class="grid">
        <Counters
          title="Events, by verdict"
          kind="event"
          totals={totals}
          empty="No event yet. Open a page that has the tag."
        />
        <Counters
          title="Shown, by action"
          kind="decision"
          totals={totals}
          empty="Nothing was decided yet."
        />
        <Counters
          title="What came of it"
          kind="outcome"
          totals={totals}
          empty="Nobody has seen anything yet."
        />
        <Counters
          title="Refused, by reason"
          kind="refusal"
          totals={totals}
          empty="Nothing was refused."
        />
      </div>
    </>
  )
}

function Figure({ name, values }: { name: string; values: number[] }) {
  return (
    <section class="card figure">
      <span class="quiet">{name}</span>
      <b>{values.reduce((a, b) => a + b, 0).toLocaleString()}</b>
      <Trend label={name} values={values} />
    </section>
  )
}

function Counters({
  title,
  kind,
  totals,
  empty,
}: {
  title: string
  kind: string
  totals: [string, number][]
  empty: string
}) {
  const rows = totals.filter(([name]) => name.startsWith(`${kind}:`))
  return (
    <section class="card">
      <h2>{title}</h2>
      {rows.length === 0 ? (
        <p class="quiet">{empty}</p>
      ) : (
        <table>
          <tbody>
            {rows.map(([name, count]) => (
              <tr key={name}>
                <td>{name.slice(kind.length + 1).replaceAll(':', ' · ')}</td>
                <td class="number">{count.toLocaleString()}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function totalsOf({ minutes }: NowAnswer): [string, number][] {
  const totals = new Map<string, number>()
  for (const { counters } of minutes) {
    for (const [name, count] of Object.entries(counters))
      totals.set(name, (totals.get(name) ?? 0) + count)
  }
  return [...totals].sort(([, a], [, b]) => b - a)
}

const sum = (entries: [string, number][]) => entries.reduce((total, [, count]) => total + count, 0)
