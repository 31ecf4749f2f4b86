import { durationMs } from '../../shared/condition/duration.ts'
import { offerMs } from '../../shared/decide/attention.ts'
import { sampleCode } from '../../shared/decide/offer.ts'
import { staleAfterMs } from '../../shared/event/limits.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import { offerObject } from './address.ts'

/** What a visit wants of the site's offers. */
export interface Wants {
  /** Pools of which its decisions show a code. */
  pools: ReadonlySet<string>
  /** Codes that its events say were seen, as `pool/seed`. */
  seen: ReadonlySet<string>
}

/** The codes of one visit, as far as its pools were asked. */
export interface Codes {
  /** A code while nothing is known of a pool: what is decided with it never leaves. */
  codeOf(pool: string): string | undefined
  /** Whether something has not been asked yet: then the decisions must not leave. */
  lacks(wants: Wants): boolean
  /** Asks it. */
  ask(wants: Wants): Promise<void>
}

/** Whose visit it is. */
interface Visitor {
  env: Env
  site: string
  profile: string
  now: number
  seed: string
  /** As in a visit; a decision that is not recorded gets no code. */
  record: 'decided' | 'rendered' | 'no'
}

/**
 * Fetches codes for decisions. A decision is pure and must not wait, so it is made with a sample first;
 * only when it shows a code is its pool asked, and then it is made again with the code for a fact.
 */
export function createCodes(visitor: Visitor, offers: SiteConfig['offers']): Codes {
  const { env, site, profile, now, seed, record } = visitor
  const codes = new Map<string, string | null>()
  const confirmed = new Set<string>()

  const reserve = async (pool: string): Promise<void> => {
    // Nothing that a page may still report can come after that.
    const keptMs = durationMs(offers?.[pool]?.returns ?? '') ?? staleAfterMs
    const until = now + offerMs + keptMs
    const reservation = { profile, seed, now, until, isGiven: record === 'rendered' }
    const code = offerObject(env, site, pool).reserve(reservation)
    // A pool that cannot be reached has no code for this page; everything else goes on.
    codes.set(pool, await code.catch(() => null))
  }
  /** A code must not go back after it was seen: until that is noted, the report is not taken. */
  const confirm = async (sighting: string): Promise<void> => {
    const [pool = '', of = ''] = sighting.split('/')
    await offerObject(env, site, pool).confirm({ profile, seed: of })
    confirmed.add(sighting)
  }

  const unasked = ({ pools }: Wants) => [...pools].filter((pool) => !codes.has(pool))
  const unsaid = ({ seen }: Wants) => [...seen].filter((one) => !confirmed.has(one))

  return {
    codeOf: (pool) => {
      if (record === 'no') return undefined
      const code = codes.get(pool)
      return code === undefined ? sampleCode : (code ?? undefined)
    },
    lacks: (wants) => unasked(wants).length + unsaid(wants).length > 0,
    ask: async (wants) => {
      await Promise.all([...unasked(wants).map(reserve), ...unsaid(wants).map(confirm)])
    },
  }
}
