import type { Proposal } from '../../shared/api/proposal-api.ts'
import { useResource } from '../admin/resource.ts'
import { Head } from '../parts/head.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { link } from '../route.ts'
import { access } from './access-admin.ts'
import { ProposalView } from './proposal-view.tsx'
import { StateBadge } from './state-badge.tsx'

/** What waits for another person's yes. */
export function ProposalsView({ chosen }: { chosen: string | undefined }) {
  return chosen === undefined ? <Proposals /> : <ProposalView key={chosen} id={chosen} />
}

function Proposals() {
  const proposals = useResource(access.proposals)
  return (
    <>
      <Head
        title="Proposals"
        words="Changes that somebody proposes, and somebody else publishes or declines."
      />
      <Loaded of={proposals}>
        {({ proposals: all }) => (
          <>
            <List title="Waiting" of={all.filter(({ state }) => state === 'open')} />
            <List title="Decided" of={all.filter(({ state }) => state !== 'open')} />
          </>
        )}
      </Loaded>
    </>
  )
}

function List({ title, of }: { title: string; of: readonly Proposal[] }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      {of.length === 0 ? (
        <p class="quiet">Nothing.</p>
      ) : (
        <ul class="lines" aria-label={title}>
          {of.map(({ id, note, by, at, state }) => (
            <li key={id}>
              <b class="number">{id}</b>
              <a class="grow" href={link('proposals', String(id))}>
                {note || `Proposal ${id}`}
              </a>
              <span class="quiet">
                {by} · <Time at={at} />
              </span>
              <StateBadge state={state} />
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
