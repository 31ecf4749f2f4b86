import type { ConditionSet } from '../../condition/compile.ts'
import type { SiteConfig } from '../../site/config.ts'
import { discretionOf } from '../discretion.ts'
import { createCapBook } from '../stage/cap.ts'
import { purposesOf } from '../stage/consent.ts'
import { prepareExperiment } from '../stage/experiment.ts'
import { suppressionNames } from '../stage/suppression.ts'
import { prepareAction } from './prepare-action.ts'
import type { DecideSite, PreparedSlot } from './prepared.ts'
import { indexCandidates } from './slot-index.ts'

/** Prepares a site for deciding: everything that does not depend on a person, worked out once. */
export function prepareSite({
  version,
  config,
  conditions,
}: {
  version: number
  config: SiteConfig
  conditions: ConditionSet
}): DecideSite {
  const caps = createCapBook(config)
  const experiments = new Map(
    Object.entries(config.experiments ?? {}).flatMap(([name, experiment]) => {
      const prepared = prepareExperiment(name, experiment, conditions)
      return prepared === undefined ? [] : [[name, prepared] as const]
    })
  )
  // By id: the order in the document means nothing, and a receipt lists its candidates alike.
  const entries = Object.entries(config.actions ?? {}).sort(([a], [b]) => (a < b ? -1 : 1))
  const bench = { config, conditions, experiments, caps }
  const actions = entries.map(([id, action], index) => ({
    config: action,
    prepared: prepareAction(id, { action, index }, bench),
  }))
  const slots = Object.entries(config.slots ?? {}).map(([name, slot]): [string, PreparedSlot] => {
    const channel = slot.channel ?? 'page'
    return [
      name,
      {
        name,
        config: slot,
        channel,
        top: slot.top ?? 1,
        page: slot.page && conditions.add(slot.page),
        caps: caps.ofPlace(name, slot.caps, channel),
        candidates: indexCandidates(
          actions.filter((action) => action.config.slots.includes(name)),
          conditions
        ),
      },
    ]
  })
  const segments = Object.entries(config.segments ?? {})
  // A site that promotes no items need not look at anybody's cart.
  const promotesItems = actions.some(({ prepared }) => prepared.item !== undefined)
  return {
    version,
    config,
    conditions,
    segments: new Map(segments.map(([name, { when }]) => [name, conditions.add(when)])),
    publicSegments: segments
      .flatMap(([name, segment]) => (segment.public === true ? name : []))
      .sort(),
    actions: new Map(actions.map(({ prepared }) => [prepared.id, prepared])),
    slots: new Map(slots),
    rules: suppressionNames(config).map((name) =>
      conditions.add(config.suppressions?.[name]?.when ?? {})
    ),
    experiments,
    purposes: [...new Set(entries.flatMap(([, action]) => purposesOf(action)))].sort(),
    caps: caps.sharedCaps(),
    byItem: Map.groupBy(
      actions.map(({ prepared }) => prepared).filter(({ item }) => item?.path === undefined),
      ({ item }) => item?.fixed ?? ''
    ),
    mayShow: discretionOf(config),
    facts: {
      care: conditions.fact('care.active'),
      bought: promotesItems ? conditions.fact('bought.items') : () => null,
      cart: promotesItems ? conditions.fact('cart.items') : () => null,
      session: conditions.fact('session.id'),
    },
  }
}
