import type { Problem } from '../../shared/condition/condition.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Deed } from './audit.ts'
import { addProposal, endProposal, readProposal } from './proposals.ts'
import type { By, Publication, Published } from './site-object.ts'

/** A configuration for somebody else to publish. `maker`: the person behind a key. */
export type Proposing = Publication & { maker: string }

/** What became of it. */
export type Proposed =
  | { id: number; warnings: Problem[] }
  | { problems: Problem[] }
  | { conflict: number }

/** What another person says to a proposal. */
export interface Verdict extends By {
  verdict: 'approve' | 'decline'
  note: string
}

/** Why a proposal was left as it is. */
export type Unheard = 'unknown' | 'ended' | 'own'

/** Publishing that takes two: one proposes, another one publishes. */
export interface Approving {
  /** Keeps a configuration for somebody else to publish, if it could be published now. */
  propose(proposing: Proposing): Proposed
  /** Publishes or declines a proposal, on the word of another person than the one who made it. */
  decideOn(id: number, verdict: Verdict): Promise<Unheard | Published | 'declined'>
  /** Takes a proposal back. */
  withdraw(id: number, who: By): Unheard | 'withdrawn'
}

/** A configuration that could be published, and the version that it would follow. */
export interface Checked {
  config: SiteConfig
  warnings: Problem[]
  base: number
}

interface Site {
  sql: SqlStorage
  check(publication: Publication): Checked | { problems: Problem[] } | { conflict: number }
  publish(publication: Publication): Promise<Published>
  log(who: By, did: Deed['did'], detail: Deed['detail']): void
}

/** Creates the part of a site's object that lets two people publish. */
export function createApproving({ sql, check, publish, log }: Site): Approving {
  return {
    propose({ maker, ...publication }) {
      const { by, now, note = '' } = publication
      const checked = check(publication)
      if (!('config' in checked)) return checked
      const { config, base, warnings } = checked
      const id = addProposal(sql, { by, maker, note, base, config }, now)
      log({ by, now }, 'proposal.made', { id, note })
      return { id, warnings }
    },
    async decideOn(id, said) {
      const { verdict, note: answer, by, now } = said
      const open = openProposal(id)
      if (typeof open === 'string') return open
      const { proposal, maker } = open
      if (by === proposal.by || by === maker) return 'own'
      if (verdict === 'decline') {
        endProposal(sql, id, { state: 'declined', by, now, answer })
        log(said, 'proposal.declined', { id, answer })
        return 'declined'
      }
      const { config, note, base: ifVersion, by: author } = proposal
      const published = await publish({
        config,
        note,
        ifVersion,
        by: author,
        now,
        isApproved: true,
      })
      if (!('version' in published)) return published
      const { version } = published
      endProposal(sql, id, { state: 'approved', by, now, answer, version })
      log(said, 'proposal.approved', { id, version, answer })
      return published
    },
    withdraw(id, who) {
      const open = openProposal(id)
      if (typeof open === 'string') return open
      endProposal(sql, id, { state: 'withdrawn', ...who, answer: '' })
      log(who, 'proposal.withdrawn', { id })
      return 'withdrawn'
    },
  }

  function openProposal(id: number) {
    const found = readProposal(sql, id)
    if (!found) return 'unknown' as const
    return found.proposal.state === 'open' ? found : ('ended' as const)
  }
}
