import type { Proposal } from '../../shared/api/proposal-api.ts'

const tones = { open: 'accent', approved: 'good', declined: 'bad', withdrawn: '' } as const

/** What became of a proposal. */
export function StateBadge({ state }: Pick<Proposal, 'state'>) {
  return <span class={`badge ${tones[state]}`}>{state}</span>
}
