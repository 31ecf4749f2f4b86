import { useSignal } from '@preact/signals'
import type { CandidateOutcome, Receipt } from '../../shared/decide/decision.ts'
import type { Reasons } from '../../shared/decide/why.ts'
import { admin } from '../admin/site.ts'

/** What an outcome means, in words a marketer uses. */
const outcomes: Record<CandidateOutcome, { say: string; tone: string }> = {
  chosen: { say: 'chosen', tone: 'good' },
  off: { say: 'switched off', tone: '' },
  no_consent: { say: 'no consent', tone: 'warn' },
  not_scheduled: { say: 'not scheduled', tone: '' },
  outside_daypart: { say: 'wrong time of day', tone: '' },
  not_in_audience: { say: 'not in audience', tone: '' },
  suppressed: { say: 'suppressed', tone: 'warn' },
  care_mode: { say: 'care mode', tone: 'warn' },
  capped: { say: 'cap reached', tone: 'warn' },
  cooling_down: { say: 'cooling down', tone: 'warn' },
  held_out: { say: 'held out', tone: 'accent' },
  not_in_experiment: { say: 'not in experiment', tone: 'accent' },
  outranked: { say: 'outranked', tone: '' },
  excluded_on_page: { say: 'already on the page', tone: '' },
  content_missing_value: { say: 'content lacks a value', tone: 'bad' },
}

/** A receipt in words, and what it would have taken for others; made when somebody asks. */
interface Explained {
  reasons: Reasons
  needs(action: string): string[]
}

/** One decision: what was shown in which slot, and what became of every other candidate. */
export function Why({ receipt }: { receipt: Receipt }) {
  const explained = useSignal<Explained | undefined>(undefined)
  const failed = useSignal('')
  const explain = async (event: Event) => {
    const { open } = event.currentTarget as HTMLDetailsElement
    if (!open || explained.value) return
    try {
      // By the configuration that decided, which may not be in force any more.
      const [{ config }, { inWords }, { needsOf }] = await Promise.all([
        admin.version(receipt.config),
        import('../../shared/decide/why.ts'),
        import('../actions/try.ts'),
      ])
      const reasons = inWords(receipt, config)
      explained.value = { reasons, needs: (action) => needsOf(receipt, action, config) }
    } catch (error) {
      failed.value = error instanceof Error ? error.message : String(error)
    }
  }
  return (
    <details onToggle={explain}>
      <summary>
        <span class="badge accent">{receipt.slot}</span>{' '}
        {receipt.action ? <b>{receipt.action}</b> : 'default content'}
        {receipt.variant && <span class="quiet"> · {receipt.variant}</span>}
        <span class="quiet"> · why?</span>
      </summary>
      <div class="reasons" aria-live="polite">
        {failed.value && <p class="fault">{failed.value}</p>}
        {explained.value && <Explanation receipt={receipt} explained={explained.value} />}
        <details>
          <summary class="quiet">Facts that were read, configuration {receipt.config}</summary>
          <div class="facts">
            {Object.entries(receipt.facts).map(([path, value]) => (
              <div key={path}>
                <code>{path}</code>
                <span class="number">{JSON.stringify(value)}</span>
              </div>
            ))}
          </div>
        </details>
      </div>
    </details>
  )
}

function Explanation({ receipt, explained }: { receipt: Receipt; explained: Explained }) {
  const { headline, candidates } = explained.reasons
  return (
    <>
      <p>{headline}</p>
      <ul class="why" aria-label="Candidates">
        {candidates.map(({ action, outcome, words }) => (
          <li key={action}>
            <span>
              <span class={`badge ${outcomes[outcome].tone}`}>{outcomes[outcome].say}</span>
            </span>
            <div>
              <b>{action}</b> <span class="quiet">{words}</span>
              {action !== receipt.action && <Needs of={() => explained.needs(action)} />}
            </div>
          </li>
        ))}
      </ul>
    </>
  )
}

/** The smallest change that would have made an action win; found by deciding again, so only on demand. */
function Needs({ of }: { of: () => string[] }) {
  const needs = useSignal<string[] | undefined>(undefined)
  if (!needs.value) {
    return (
      <button
        type="button"
        class="plain small"
        onClick={() => {
          needs.value = of()
        }}
      >
        What would it have taken?
      </button>
    )
  }
  return (
    <ul class="problems" aria-label="It would have taken">
      {needs.value.map((words) => (
        <li key={words}>{words}</li>
      ))}
    </ul>
  )
}
