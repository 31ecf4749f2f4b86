import type { Proposal, ProposalAnswer, ProposalState } from '../../shared/api/proposal-api.ts'
import { first } from './storage.ts'

type Row = {
  id: number
  at: number
  by: string
  /** The person who answers for it: of a key, whoever made the key. */
  maker: string
  note: string
  base: number
  config: string
  state: ProposalState
  decided_at: number | null
  decided_by: string | null
  answer: string | null
  version: number | null
}

/** A proposal before it is one. */
export type NewProposal = Pick<ProposalAnswer, 'by' | 'note' | 'base' | 'config'> & {
  maker: string
}

/** How a proposal ends. */
export interface Ending {
  state: Exclude<ProposalState, 'open'>
  by: string
  now: number
  answer: string
  version?: number
}

const maxListed = 200

/** Adds a proposal and answers its id. */
export function addProposal(sql: SqlStorage, proposal: NewProposal, now: number): number {
  const { by, maker, note, base, config } = proposal
  const values = [now, by, maker, note, base, JSON.stringify(config)]
  const row = first(
    sql.exec<{ id: number }>(
      "INSERT INTO proposals (at, by, maker, note, base, config, state) VALUES (?, ?, ?, ?, ?, ?, 'open') RETURNING id",
      ...values
    )
  )
  return row?.id ?? 0
}

/** A proposal with its content, and who answers for it. */
export function readProposal(
  sql: SqlStorage,
  id: number
): { proposal: ProposalAnswer; maker: string } | undefined {
  const row = first(sql.exec<Row>('SELECT * FROM proposals WHERE id = ?', id))
  if (!row) return undefined
  return { proposal: { ...entryOf(row), config: JSON.parse(row.config) }, maker: row.maker }
}

/** All proposals, newest first. */
export function listProposals(sql: SqlStorage): Proposal[] {
  const query = 'SELECT * FROM proposals ORDER BY id DESC LIMIT ?'
  return sql.exec<Row>(query, maxListed).toArray().map(entryOf)
}

/** Ends a proposal. */
export function endProposal(sql: SqlStorage, id: number, ending: Ending): void {
  const { state, now, by, answer, version = null } = ending
  sql.exec(
    'UPDATE proposals SET state = ?, decided_at = ?, decided_by = ?, answer = ?, version = ? WHERE id = ?',
    ...[state, now, by, answer, version, id]
  )
}

function entryOf({ id, at, by, note, base, state, ...ended }: Row): Proposal {
  const { decided_at, decided_by, answer, version } = ended
  return {
    ...{ id, at, by, note, base, state },
    ...(decided_at !== null && { decidedAt: decided_at }),
    ...(decided_by !== null && { decidedBy: decided_by }),
    ...(answer !== null && answer !== '' && { answer }),
    ...(version !== null && { version }),
  }
}
