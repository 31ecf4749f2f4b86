import { useSignal } from '@preact/signals'
import type { ProposalAnswer } from '../../shared/api/proposal-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { changesBetween } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Head } from '../parts/head.tsx'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { ChangeList } from '../publish/change-list.tsx'
import { link } from '../route.ts'
import { access } from './access-admin.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { can, me } from './session.ts'
import { StateBadge } from './state-badge.tsx'
import { useAttempt } from './use-attempt.ts'

/** One proposal: what it changes, and the word on it. */
export function ProposalView({ id }: { id: string }) {
  const again = useSignal(0)
  const read = async () => {
    const proposal = await access.proposal(id)
    const base = proposal.base > 0 ? (await admin.version(proposal.base)).config : undefined
    return { proposal, changes: changesBetween(plain(base), plain(proposal.config)) }
  }
  const found = useResource(read, again)
  return (
    <Loaded of={found}>
      {({ proposal, changes }) => (
        <>
          <Head
            title={proposal.note || `Proposal ${proposal.id}`}
            up={['Proposals', link('proposals')]}
            words={
              <>
                Proposed by {proposal.by} <Time at={proposal.at} />, against version {proposal.base}
                .
              </>
            }
          >
            <StateBadge state={proposal.state} />
          </Head>
          <div class="editor">
            <section class="card">
              <h2>
                {changes.length} change{changes.length === 1 ? '' : 's'}
              </h2>
              <ChangeList of={changes} />
            </section>
            <aside class="stack beside" aria-label="Decision">
              {proposal.state === 'open' ? (
                <Decision
                  proposal={proposal}
                  done={() => {
                    again.value += 1
                  }}
                />
              ) : (
                <Outcome proposal={proposal} />
              )}
            </aside>
          </div>
        </>
      )}
    </Loaded>
  )
}

function Decision({ proposal, done }: { proposal: ProposalAnswer; done: () => void }) {
  const note = useSignal('')
  const { failed, isBusy, attempt } = useAttempt()
  const decide = async (work: () => Promise<unknown>) => {
    if (await attempt(work)) done()
  }
  const { id } = proposal
  const isMine = me.value?.by === proposal.by
  const mayDecide = can('post /proposals/:id/decision') && !isMine
  return (
    <section class="card stack">
      <h2>Decision</h2>
      {mayDecide ? (
        <>
          <label>
            A word on it
            <textarea
              rows={3}
              maxLength={1_024}
              value={note.value}
              onInput={(event) => {
                note.value = event.currentTarget.value
              }}
            />
          </label>
          <div class="row">
            <button
              type="button"
              class="primary"
              disabled={isBusy.value}
              onClick={() => void decide(() => access.decide(id, 'approve', note.value))}
            >
              Approve and publish
            </button>
            <button
              type="button"
              disabled={isBusy.value}
              onClick={() => void decide(() => access.decide(id, 'decline', note.value))}
            >
              Decline
            </button>
          </div>
        </>
      ) : (
        <p class="quiet">
          {isMine
            ? 'Yours: somebody else has to say yes or no.'
            : 'A publisher or an owner decides.'}
        </p>
      )}
      {failed.value && <Failure error={failed.value} />}
      {isMine && (
        <div class="row">
          <ConfirmButton
            words="Take back"
            about="your proposal"
            confirm="Take it back"
            run={() => void decide(() => access.withdrawProposal(id))}
          />
        </div>
      )}
    </section>
  )
}

function Outcome({ proposal }: { proposal: ProposalAnswer }) {
  const { state, decidedBy, decidedAt, answer, version } = proposal
  return (
    <section class="card">
      <h2>Decision</h2>
      <p>
        {state} by {decidedBy} {decidedAt !== undefined && <Time at={decidedAt} />}
        {version !== undefined && `, as version ${version}`}.
      </p>
      {answer && <blockquote>{answer}</blockquote>}
    </section>
  )
}

/** A configuration as the plain data that it is. */
function plain(config: SiteConfig | undefined): JsonObject {
  return config === undefined ? {} : JSON.parse(JSON.stringify(config))
}
