import type { Experiment } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { link } from '../route.ts'

/** Which actions are compared, and what each arm gets. */
export function TakingPart({
  id,
  experiment: { arms = {} },
  config,
}: {
  id: string
  experiment: Experiment
  config: SiteConfig
}) {
  const actions = Object.entries(config.actions ?? {}).filter(([, one]) => one.experiment === id)
  return (
    <section class="card">
      <h2>What is compared</h2>
      {actions.length === 0 && (
        <p class="quiet">
          No action belongs to it yet. Choose this experiment in{' '}
          <a href={link('actions')}>an action</a>.
        </p>
      )}
      <ul class="pairs">
        {actions.map(([name, action]) => (
          <li key={name}>
            <a href={link('actions', name)}>{name}</a>
            <span class="quiet">
              {Object.keys(arms).length > 0
                ? (action.arms?.join(', ') ?? 'all arms')
                : Object.keys(action.variants).join(' against ')}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
