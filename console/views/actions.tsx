import type { Action } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { link } from '../route.ts'

/** Every candidate for "next best action". */
export function ActionsView({ chosen }: { chosen: string | undefined }) {
  const config = useResource(admin.config)
  return (
    <>
      <header class="head">
        <div>
          <h1>Actions</h1>
          <p>What could be shown: to whom, where, how often, and what it is worth.</p>
        </div>
        <a class="button" href={link('publishing')}>
          Change and publish
        </a>
      </header>
      <Loaded of={config}>
        {(published) => <ActionTable config={published.config} chosen={chosen} />}
      </Loaded>
    </>
  )
}

function ActionTable({ config, chosen }: { config: SiteConfig; chosen: string | undefined }) {
  const actions = Object.entries(config.actions ?? {})
  if (actions.length === 0)
    return <p class="empty">No action yet: every slot shows its default content.</p>
  return (
    <div class="card scroll">
      <table>
        <thead>
          <tr>
            <th>Action</th>
            <th>Slots</th>
            <th>Audience</th>
            <th class="number">Tier</th>
            <th>Variants</th>
          </tr>
        </thead>
        <tbody>
          {actions.map(([id, action]) => (
            <ActionRow key={id} id={id} action={action} isChosen={id === chosen} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ActionRow({ id, action, isChosen }: { id: string; action: Action; isChosen: boolean }) {
  return (
    <tr>
      <td>
        <details open={isChosen}>
          <summary>
            <b>{id}</b> {action.enabled === false && <span class="badge">off</span>}
          </summary>
          <pre>{JSON.stringify(action, null, 2)}</pre>
        </details>
        <p class="quiet">{action.description}</p>
      </td>
      <td>{action.slots.join(', ')}</td>
      <td>{action.when ? <code>{JSON.stringify(action.when)}</code> : 'everybody'}</td>
      <td class="number">{action.tier ?? 0}</td>
      <td>{Object.keys(action.variants).join(', ')}</td>
    </tr>
  )
}
