import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { NowAnswer } from '../../shared/api/admin-api.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Chart } from '../parts/chart.tsx'
import { Head } from '../parts/head.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { link } from '../route.ts'
import { Counters } from './counters.tsx'
import { perMinute, perSecond, sumOf } from './figures.ts'
import { Health } from './health.tsx'
import { PeopleKnown } from './people-known.tsx'

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
      <Head title="Now" words="What your site is doing in the last hour, to the minute.">
        <Health />
      </Head>
      <Loaded of={now}>{(answer) => <Figures answer={answer} />}</Loaded>
    </>
  )
}

function Figures({ answer }: { answer: NowAnswer }) {
  const isSilent = answer.minutes.every(({ counters }) => Object.keys(counters).length === 0)
  return (
    <>
      {isSilent && (
        <section class="card blank">
          <h2>Nothing was heard of your site in the last hour</h2>
          <p class="quiet">
            Once its pages carry the tag, everything they do shows here as it happens.
          </p>
          <p>
            <a class="button primary" href={link('start')}>
              Set it up in five minutes
            </a>
          </p>
        </section>
      )}
      <div class="grid">
        <Figure name="Events" kind="event" answer={answer} />
        <Figure name="Decisions" kind="decision" answer={answer} />
        <PeopleKnown />
      </div>
      <div class="grid thirds">
        <Counters
          title="Shown, by action and slot"
          kind="decision"
          answer={answer}
          empty="Nothing was decided yet."
        />
        <Counters
          title="What came of it"
          kind="outcome"
          answer={answer}
          empty="Nobody has seen anything yet."
        />
        <Counters title="Events, by verdict" kind="event" answer={answer} empty="No event yet." />
        <Counters
          title="Refused, by reason"
          kind="refusal"
          answer={answer}
          empty="Nothing was refused."
        />
        <Counters
          title="Changed on the way in"
          kind="note"
          answer={answer}
          empty="Nothing had to be changed."
        />
        <Counters
          title="Beside the tracking plan"
          kind="plan"
          answer={answer}
          empty="Everything fitted, or there is no plan."
        />
        <Counters title="Messages" kind="delivery" answer={answer} empty="No message left." />
      </div>
    </>
  )
}

function Figure({ name, kind, answer }: { name: string; kind: string; answer: NowAnswer }) {
  const values = perMinute(answer, kind)
  return (
    <section class="card figure">
      <span class="quiet">{name} in the last hour</span>
      <b>{sumOf(values).toLocaleString('en')}</b>
      <span class="quiet number">{perSecond(values)} a second now</span>
      <Chart label={name} minutes={answer.minutes.map(({ minute }) => minute)} values={values} />
    </section>
  )
}
