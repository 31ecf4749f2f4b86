import { useSignal } from '@preact/signals'
import type { SiteConfig } from '../../shared/site/config.ts'
import { recentPeople, rememberPerson } from '../admin/recent.ts'
import { Preview } from '../content/preview.tsx'
import { Failure } from '../parts/loaded.tsx'
import { readProfile } from '../people/read-profile.ts'
import { OpenPage } from './open-page.tsx'
import type { Trial } from './try.ts'

/** "As this person": which action would win, and why, with the draft as it stands. */
export function TryPerson({ config, action }: { config: SiteConfig; action: string }) {
  const ref = useSignal(recentPeople.value[0] ?? '')
  const page = useSignal('/')
  const trials = useSignal<Trial[] | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const isBusy = useSignal(false)
  const run = async (event: Event) => {
    event.preventDefault()
    isBusy.value = true
    failed.value = undefined
    try {
      const profile = await readProfile(ref.value.trim())
      const [{ check }, { tryAction }] = await Promise.all([
        import('../publish/check.ts'),
        import('./try.ts'),
      ])
      const now = Date.now()
      const checked = check(config, now)
      if ('problems' in checked) throw new Error('Mend the problems above first.')
      trials.value = tryAction(checked.config, action, { profile, page: page.value, now })
      rememberPerson(ref.value.trim())
    } catch (error) {
      trials.value = undefined
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
    isBusy.value = false
  }
  return (
    <section class="card">
      <h2>As this person</h2>
      <form class="stack" onSubmit={run}>
        <label>
          Who
          <input
            value={ref.value}
            list="recent-people"
            required
            placeholder="user_id:u-ada"
            spellcheck={false}
            autocomplete="off"
            onInput={(event) => {
              ref.value = event.currentTarget.value
            }}
          />
        </label>
        <datalist id="recent-people">
          {recentPeople.value.map((one) => (
            <option key={one} value={one} />
          ))}
        </datalist>
        <label>
          On the page
          <input
            value={page.value}
            spellcheck={false}
            onInput={(event) => {
              page.value = event.currentTarget.value
            }}
          />
        </label>
        <button type="submit" disabled={isBusy.value}>
          Who would win?
        </button>
      </form>
      <OpenPage config={config} person={ref.value.trim()} page={page.value} />
      <div aria-live="polite" aria-busy={isBusy.value} class="stack">
        {failed.value && <Failure error={failed.value} />}
        {trials.value?.map((trial) => (
          <TrialResult key={trial.slot} trial={trial} action={action} />
        ))}
      </div>
    </section>
  )
}

function TrialResult({ trial, action }: { trial: Trial; action: string }) {
  const { slot, decision, reasons, needs } = trial
  const hasWon = decision?.action === action
  return (
    <div class="trial">
      <p>
        <span class={`badge ${hasWon ? 'good' : 'warn'}`}>{hasWon ? 'wins' : 'does not win'}</span>{' '}
        <b>{slot}</b>
      </p>
      <p>{reasons.headline}</p>
      {needs.length > 0 && (
        <>
          <p class="quiet">For {action} to win:</p>
          <ul class="problems">
            {needs.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </>
      )}
      {decision && (
        <Preview
          content={decision.content}
          surface={decision.content.type === 'blocks' ? decision.content.surface : undefined}
        />
      )}
      <details>
        <summary class="quiet">Every candidate</summary>
        <ul class="why">
          {reasons.candidates.map(({ action: name, words }) => (
            <li key={name}>
              <b>{name}</b>
              <span>{words}</span>
            </li>
          ))}
        </ul>
      </details>
    </div>
  )
}
