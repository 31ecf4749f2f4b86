import type { Json } from '../event/json.ts'
import { type Answer, answer } from './answer.ts'
import type { Receipt, ResolveContent } from './decision.ts'
import type { Estimate } from './estimate.ts'
import type { LedgerView } from './ledger-view.ts'
import type { DecideSite, Spent } from './prepare/prepared.ts'
import type { Source } from './situation.ts'

/** What a replay needs beside the receipt: the site at the receipt's version, compiled anew. */
export interface ReplayInput {
  site: DecideSite
  resolve: ResolveContent
}

/**
 * Decides again from what one receipt recorded, with no profile, clock or model. Answers the whole
 * request the receipt belongs to, byte for byte as it was answered then.
 */
export function replay(receipt: Receipt, { site, resolve }: ReplayInput): Answer {
  const { now, seed, facts } = receipt
  const estimate = recordedEstimate(facts)
  return answer(site, receiptSource(facts), {
    now,
    seed,
    slots: slotsOf(receipt),
    resolve,
    estimate,
  })
}

/** Slots that were filled together with the receipt's. */
export function slotsOf({ facts, slot }: Receipt): string[] {
  const slots = facts['request.slots']
  return Array.isArray(slots) ? slots.map(String) : [slot]
}

/** The facts of a receipt as a source: what was not recorded then was not there. */
export function receiptSource(facts: Readonly<Record<string, Json>>): Source {
  return {
    lookup: (path) => (Object.hasOwn(facts, path) ? facts[path] : undefined),
    ledger: () => recordedLedger(facts),
  }
}

function recordedLedger(facts: Readonly<Record<string, Json>>): LedgerView {
  const number = (path: string): number => {
    const value = Object.hasOwn(facts, path) ? facts[path] : 0
    return typeof value === 'number' ? value : 0
  }
  const prefix = 'ledger.action.'
  const waiting = waitingOf(facts['ledger.waiting'])
  const counted = Object.keys(facts).flatMap((path) =>
    path.startsWith(prefix) ? path.slice(prefix.length).split('.', 1) : []
  )
  const traced = [...counted, ...waiting.map(({ action }) => action)]
  return {
    actions: () => [traced],
    waiting,
    count: (cap) => number(cap.path),
    shown: (action) => number(`${prefix}${action}.rendered.lifetime`),
    recent: (slot) => {
      const shown = facts[`ledger.slot.${slot}.recent`]
      return Array.isArray(shown) ? shown.map(String) : []
    },
    last: (action, outcome) => number(`${prefix}${action}.${outcome}.last`),
  }
}

function waitingOf(fact: Json | undefined): Spent[] {
  if (!Array.isArray(fact)) return []
  return fact.flatMap((entry) => {
    if (entry === null || typeof entry !== 'object' || Array.isArray(entry)) return []
    const { action, slot, channel } = entry
    return [{ action: String(action), slot: String(slot), channel: String(channel) }]
  })
}

/** What the model said then; undefined when no model was asked. */
export function recordedEstimate(facts: Readonly<Record<string, Json>>): Estimate | undefined {
  if (!Object.keys(facts).some((path) => path.startsWith('estimate.'))) return undefined
  return ({ action, slot, prior }) => {
    const said = facts[`estimate.${action}.${slot}`]
    return typeof said === 'number' ? said : prior
  }
}
