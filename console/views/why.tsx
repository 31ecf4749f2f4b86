import type { Candidate, Receipt } from '../../shared/decide/decision.ts'

/** What an outcome means, in words a marketer uses. */
const words: Record<Candidate['outcome'], { say: string; tone: string }> = {
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

/** One decision: what was shown in which slot, and what became of every other candidate. */
export function Why({ receipt }: { receipt: Receipt }) {
  return (
    <details>
      <summary>
        <span class="badge accent">{receipt.slot}</span>{' '}
        {receipt.action ? <b>{receipt.action}</b> : 'default content'}
        {receipt.variant && <span class="quiet"> · variant {receipt.variant}</span>}
        <span class="quiet"> · configuration {receipt.config}</span>
      </summary>
      {receipt.none && (
        <p class="quiet">Nothing was chosen: {receipt.none.replaceAll('_', ' ')}.</p>
      )}
      <ul class="why" aria-label="Candidates">
        {receipt.candidates.map((candidate) => (
          <li key={candidate.action}>
            <span>
              <span class={`badge ${words[candidate.outcome].tone}`}>
                {words[candidate.outcome].say}
              </span>
            </span>
            <span>
              {candidate.action}
              {candidate.detail && <span class="quiet"> — {candidate.detail}</span>}
            </span>
          </li>
        ))}
      </ul>
      <details>
        <summary class="quiet">Facts that were read</summary>
        <div class="facts">
          {Object.entries(receipt.facts).map(([path, value]) => (
            <div key={path}>
              <code>{path}</code>
              <span class="number">{JSON.stringify(value)}</span>
            </div>
          ))}
        </div>
      </details>
    </details>
  )
}
