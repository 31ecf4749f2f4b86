import { useSignal } from '@preact/signals'
import type { Experiment } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { Failure } from '../parts/loaded.tsx'
import type { Figures } from './figures.ts'

const asked = 500
/** Below this the split is not what was asked for, and the comparison tells nothing. */
const suspicious = 0.001

/** How the arms fare among the people heard of most recently, read when somebody asks. */
export function RunningFigures({
  id,
  experiment,
  config,
}: {
  id: string
  experiment: Experiment
  config: SiteConfig
}) {
  const figures = useSignal<(Figures & { of: number }) | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const isBusy = useSignal(false)
  const read = async () => {
    isBusy.value = true
    try {
      const [{ recentProfiles }, { figuresOf }] = await Promise.all([
        import('../people/recent-profiles.ts'),
        import('./figures.ts'),
      ])
      const people = await recentProfiles(asked)
      const profiles = people.map(({ profile }) => profile)
      const { actions = {} } = config
      figures.value = { ...figuresOf(profiles, id, { experiment, actions }), of: people.length }
      failed.value = undefined
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
    isBusy.value = false
  }
  return (
    <section class="card" aria-live="polite" aria-busy={isBusy.value}>
      <h2>Running figures</h2>
      {failed.value && <Failure error={failed.value} />}
      {figures.value && <Table figures={figures.value} />}
      <div class="row">
        <button type="button" disabled={isBusy.value} onClick={() => void read()}>
          {isBusy.value ? 'Reading …' : figures.value ? 'Read again' : 'Read the figures'}
        </button>
      </div>
    </section>
  )
}

function Table({ figures: { arms, splitChance, of } }: { figures: Figures & { of: number } }) {
  const shown = arms.reduce((sum, { people }) => sum + people, 0)
  return (
    <>
      <p class="quiet">
        {shown.toLocaleString('en')} of the {of.toLocaleString('en')} people heard of most recently
        were shown something of it. Intervals hold for 95 of 100.
      </p>
      <div class="scroll">
        <table>
          <thead>
            <tr>
              <th scope="col">Arm</th>
              <th scope="col" class="number">
                People
              </th>
              <th scope="col" class="number">
                Goal
              </th>
            </tr>
          </thead>
          <tbody>
            {arms.map(({ arm, people, converted, share }) => (
              <tr key={arm}>
                <td>{arm}</td>
                <td class="number">{people.toLocaleString('en')}</td>
                <td class="number">
                  <b>{people > 0 ? percent(share.rate) : '–'}</b>
                  <br />
                  <span class="quiet">
                    {converted} · {percent(share.low)} to {percent(share.high)}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown > 0 && (
        <p class={`notice ${splitChance < suspicious ? 'bad' : 'good'}`}>
          {splitChance < suspicious ? (
            <>
              <b>The split is not what was asked for</b> (χ², p {chance(splitChance)}). Do not
              believe the comparison before you know why: somebody is left out on one side.
            </>
          ) : (
            <>The split is as even as chance makes it (χ², p {chance(splitChance)}).</>
          )}
        </p>
      )}
    </>
  )
}

const percent = (share: number) => `${(share * 100).toFixed(1)} %`
const chance = (p: number) => (p < 0.001 ? '< 0.001' : `= ${p.toFixed(3)}`)
