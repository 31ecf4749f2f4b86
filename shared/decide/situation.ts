import type { Moment } from '../condition/compile.ts'
import type { Lookup } from '../condition/condition.ts'
import type { Json } from '../event/json.ts'
import { type LocalTime, localTime } from '../event/local-time.ts'
import { bucket, type HashVersion } from '../hash/hash.ts'
import { type Budget, openBudget } from './budget.ts'
import type { LedgerView } from './ledger-view.ts'
import { markActions } from './marks.ts'
import { createPagePlan, type PagePlan } from './page-plan.ts'
import type { DecideSite, PreparedExperiment } from './prepare/prepared.ts'
import { siteMoment } from './site-moment.ts'
import { grantsOf } from './stage/consent.ts'
import { type Participation, participate } from './stage/experiment.ts'
import { isHeldOut } from './stage/holdout.ts'
import { silencing } from './stage/suppression.ts'

/** Where a decision gets its facts from: a live profile, or a receipt of long ago. */
export interface Source {
  lookup: Lookup
  /** Opens the ledger; the id of the visit that is on comes in, because it is a fact like others. */
  ledger: (session: string | undefined) => LedgerView
}

/** Everything a stage may ask about this person and moment, each worked out once per request. */
export interface Situation {
  readonly now: number
  /** The request's own; only lots depend on it. */
  readonly seed: string
  readonly stableId: string
  readonly moment: Moment
  readonly grants: ReadonlyMap<string, boolean>
  readonly clock: LocalTime
  /** Suppression rules that hold, by position; undefined when none does. */
  readonly silenced: Uint8Array | undefined
  /** Items by id. */
  readonly bought: ReadonlySet<string>
  readonly inCart: ReadonlySet<string>
  /** By position of the action: 1 when something in the person's past concerns it. */
  readonly marks: Uint8Array
  readonly care: boolean
  readonly held: boolean
  readonly budget: Budget
  readonly page: PagePlan
  readonly locale: string
  /** Reads a fact whose path is known only now. Recorded, like every other read. */
  read(path: string): Json
  /** Where this person falls for a seed; recorded. */
  bucket(seed: string, version: HashVersion): number
  /** Adds what somebody else worked out, a model's estimate, to the facts. */
  note(path: string, value: Json): void
  participation(experiment: PreparedExperiment): Participation
  /** Everything that was read. */
  facts(): Record<string, Json>
  buckets(): Record<string, number>
  arms(): Record<string, string>
}

/** Opens the situation of one request. */
export function openSituation(
  site: DecideSite,
  source: Source,
  { now, seed }: { now: number; seed: string }
): Situation {
  const moment = siteMoment(site, source.lookup, now)
  const reads = new Map<string, Json>()
  const buckets = new Map<string, number>()
  const participations = new Map<string, Participation>()
  const notes = new Map<string, Json>()

  const read = (path: string): Json => {
    const known = reads.get(path)
    if (known !== undefined) return known
    const value = moment.lookup(path) ?? null
    reads.set(path, value)
    return value
  }
  const text = (path: string): string => {
    const value = read(path)
    return typeof value === 'string' ? value : ''
  }
  const stableId = text('request.stableId')
  const bucketOf = (seed: string, version: HashVersion): number => {
    const name = version === 1 ? `${seed}@1` : seed
    const known = buckets.get(name)
    if (known !== undefined) return known
    const n = bucket(seed, stableId, version)
    buckets.set(name, n)
    return n
  }
  const session = site.facts.session(moment)
  const ledger = source.ledger(typeof session === 'string' ? session : undefined)

  const bought = idSet(site.facts.bought(moment))
  const inCart = idSet(site.facts.cart(moment))
  const care = site.facts.care(moment) === true
  // Not needed to decide, but to say why.
  if (care) read('care.reason')

  const situation: Situation = {
    now,
    seed,
    stableId,
    moment,
    grants: grantsOf(site.purposes, site.config.consent, read),
    clock: localTime(now, text('request.timezone')),
    silenced: silencing(site.rules, moment),
    bought,
    inCart,
    care,
    held: isHeldOut(site.config.holdout, bucketOf),
    budget: openBudget(site, noted(ledger, notes)),
    marks: markActions(site, ledger.actions(), [bought, inCart]),
    page: createPagePlan(),
    locale: text('request.locale'),
    read,
    bucket: bucketOf,
    note: (path, value) => notes.set(path, value),
    participation: (experiment) => {
      const known = participations.get(experiment.name)
      if (known !== undefined) return known
      const part = participate(experiment, { bucket: bucketOf, moment })
      participations.set(experiment.name, part)
      return part
    },
    facts: () => {
      const facts = moment.facts()
      for (const [path, value] of reads) facts[path] = value
      for (const [path, value] of notes) facts[path] = value
      return facts
    },
    buckets: () => Object.fromEntries(buckets),
    arms: () =>
      Object.fromEntries(
        [...participations].flatMap(([name, part]) =>
          'arm' in part && part.arm !== undefined ? [[name, part.arm]] : []
        )
      ),
  }
  return situation
}

/** Notes what the ledger answers, as facts. Nothing at all is the rule and needs no note. */
function noted(ledger: LedgerView, notes: Map<string, Json>): LedgerView {
  if (ledger.waiting.length > 0) {
    notes.set(
      'ledger.waiting',
      ledger.waiting.map(({ action, slot, channel }) => ({ action, slot, channel }))
    )
  }
  return {
    actions: ledger.actions,
    waiting: ledger.waiting,
    count: (cap) => {
      const count = ledger.count(cap)
      if (count > 0) notes.set(cap.path, count)
      return count
    },
    shown: (action) => {
      const count = ledger.shown(action)
      if (count > 0) notes.set(`ledger.action.${action}.rendered.lifetime`, count)
      return count
    },
    recent: (slot, count) => {
      const shown = ledger.recent(slot, count)
      if (shown.length > 0) notes.set(`ledger.slot.${slot}.recent`, [...shown])
      return shown
    },
    last: (action, outcome) => {
      const at = ledger.last(action, outcome)
      if (at > 0) notes.set(`ledger.action.${action}.${outcome}.last`, at)
      return at
    },
  }
}

function idSet(value: Json): ReadonlySet<string> {
  return new Set(Array.isArray(value) ? value.map(String) : [])
}
