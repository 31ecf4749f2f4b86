import type { ConditionSet } from '../../condition/compile.ts'
import type { Action } from '../action.ts'
import { refusal, refused } from '../refusal.ts'
import { consentStage } from '../stage/consent.ts'
import { daypartStage } from '../stage/daypart.ts'
import { enabledStage } from '../stage/enabled.ts'
import { scheduleStage } from '../stage/schedule.ts'
import type { Audience, Gate, Opening, PreparedAction, Stage } from './prepared.ts'

/** An action with its configuration. */
export interface Entry {
  prepared: PreparedAction
  config: Action
}

/**
 * Groups actions by what stands before them whatever the person did: first the gate (switched on,
 * consent, schedule, daypart), then the audience, those that demand the same together. Each is asked once
 * for all actions behind it; a thousand actions usually share a handful of gates.
 */
export function groupByGate(entries: readonly Entry[], conditions: ConditionSet): Gate[] {
  const gates = Map.groupBy(entries, ({ config }) => gateKey(config))
  return [...gates.values()].map((behind): Gate => {
    const audiences = Map.groupBy(behind, ({ config }) => JSON.stringify(config.when ?? null))
    return {
      stages: behind.slice(0, 1).flatMap(({ config }) => stagesOf(config)),
      openings: groupByDemand([...audiences.values()], conditions),
    }
  })
}

/** Groups audiences by the comparison that most of them demand. */
function groupByDemand(
  audiences: readonly (readonly Entry[])[],
  conditions: ConditionSet
): Opening[] {
  const demanding = audiences.map((group) => {
    const when = group[0]?.config.when
    return {
      audience: audienceOf(group, conditions),
      demands: when === undefined ? [] : conditions.demands(when),
    }
  })
  const keys = demanding.flatMap(({ demands }) => demands.map(({ key }) => key))
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  const shared = demanding.map(({ audience, demands }) => {
    const [first] = demands.toSorted((a, b) => (counts.get(b.key) ?? 0) - (counts.get(a.key) ?? 0))
    return { audience, demand: first }
  })
  const groups = Map.groupBy(shared, ({ demand }) => demand?.key)
  return [...groups.values()].map((alike) => ({
    holds: alike[0]?.demand?.holds,
    audiences: alike.map(({ audience }) => audience),
    outside: alike.flatMap(({ audience }) => audience.outside),
  }))
}

function audienceOf(group: readonly Entry[], conditions: ConditionSet): Audience {
  const when = group[0]?.config.when
  return {
    holds: when && conditions.add(when),
    actions: group.map(({ prepared }) => prepared),
    outside: group.map(({ prepared }) =>
      Object.freeze(refused(prepared.id, refusal('not_in_audience')))
    ),
  }
}

function stagesOf(action: Action): Stage[] {
  const stages = [
    enabledStage(action),
    consentStage(action),
    scheduleStage(action),
    daypartStage(action),
  ]
  return stages.filter((stage) => stage !== undefined)
}

function gateKey({ enabled, purposes, transactional, schedule, dayparts }: Action): string {
  return JSON.stringify([enabled !== false, purposes ?? transactional === true, schedule, dayparts])
}
