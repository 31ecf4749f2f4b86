import type { Problem } from '../../condition/condition.ts'
import { closest } from '../../condition/suggest.ts'
import { tagsOf } from '../../decide/attention.ts'
import { demandsOf } from '../../decide/prepare/demands.ts'
import { pathsOf } from '../../decide/prepare/mentions.ts'
import { purposesOf } from '../../decide/stage/consent.ts'
import { scheduleOf } from '../../decide/stage/schedule.ts'
import type { SiteConfig } from '../config.ts'
import { conditionsOf } from './conditions.ts'
import { entries, names, unknown } from './known.ts'
import { mentionsIn } from './templates.ts'

/** What may be published and is probably not meant. */
export function warningsOf(config: SiteConfig, now: number | undefined): Problem[] {
  return [
    ...traitWarnings(config),
    ...slotWarnings(config),
    ...reachWarnings(config, now),
    ...tagWarnings(config),
    ...purposeWarnings(config),
    ...namespaceWarnings(config),
  ]
}

/** Traits that Segment's `identify` knows by name: somebody is likely to send them. */
const givenTraits =
  'address age avatar birthday company createdAt description email firstName gender id lastName name phone title username website'.split(
    ' '
  )

function traitWarnings(config: SiteConfig): Problem[] {
  const known = [...names(config.traits), ...names(config.given), ...givenTraits]
  const read = [
    ...conditionsOf(config).flatMap(({ path, condition }) =>
      pathsOf(condition).map((fact) => ({ fact, path }))
    ),
    ...mentionsIn(config),
  ].filter(({ fact }) => fact.startsWith('traits.'))
  return read.flatMap(({ fact, path }) => {
    const [, name = ''] = fact.split('.')
    if (known.includes(name)) return []
    const meant = closest(name, known)
    const advice =
      meant === undefined
        ? 'Declare it under `traits`, or under `given` when it comes with `identify`.'
        : `Did you mean ${meant}?`
    return [
      { code: 'unknown_trait', path, message: `Nothing computes the trait ${name}. ${advice}` },
    ]
  })
}

function slotWarnings({ slots, actions }: SiteConfig): Problem[] {
  const used = new Set(Object.values(actions ?? {}).flatMap((action) => action.slots))
  return entries(slots, 'slots').flatMap(({ name, value, path }) => [
    ...((value.channel ?? 'page') === 'page' && value.default === undefined
      ? [
          {
            code: 'slot_without_default',
            path: `${path}.default`,
            message: 'Say what the page shows by itself, for those who see nothing else.',
          },
        ]
      : []),
    ...(used.has(name)
      ? []
      : [{ code: 'empty_slot', path, message: 'No action is made for this slot.' }]),
  ])
}

/** Actions that nobody can ever see. */
function reachWarnings(config: SiteConfig, now: number | undefined): Problem[] {
  return entries(config.actions, 'actions').flatMap(({ value, path }) => {
    const unreachable = (message: string): Problem[] => [
      { code: 'unreachable_action', path, message },
    ]
    if (value.enabled === false) return []
    if (now !== undefined && scheduleOf(value).until <= now) {
      return unreachable('Its schedule is over.')
    }
    const experiment = config.experiments?.[value.experiment ?? '']
    if (experiment?.coverage === 0 && experiment.status !== 'stopped') {
      return unreachable(`Its experiment ${value.experiment} covers nobody.`)
    }
    const arms = value.arms?.filter((arm) => experiment?.arms?.[arm]?.share !== 0)
    if (arms?.length === 0) return unreachable('None of its arms has a share.')
    const pages = value.slots.map((slot) => config.slots?.[slot]?.page)
    const isElsewhere = pages.every((page) => contradicts({ $and: [page ?? {}, value.when ?? {}] }))
    return isElsewhere ? unreachable('Its audience asks for a page without its slots.') : []
  })
}

/** Two equalities on one path that no value meets together. */
function contradicts(condition: Parameters<typeof demandsOf>[0]): boolean {
  const wanted = new Map<string, readonly string[]>()
  for (const { path, values } of demandsOf(condition)) {
    const both = values.filter((value) => wanted.get(path)?.includes(value) ?? true)
    if (both.length === 0) return true
    wanted.set(path, both)
  }
  return false
}

function tagWarnings({ actions, suppressions, caps }: SiteConfig): Problem[] {
  const known = new Set(Object.values(actions ?? {}).flatMap((action) => [...tagsOf(action)]))
  return [
    ...entries(suppressions, 'suppressions').flatMap(({ value, path }) =>
      (value.tags ?? []).flatMap((name, i) =>
        unknown({ kind: 'tag', name, path: `${path}.tags.${i}`, known })
      )
    ),
    ...names(caps?.tags).flatMap((name) =>
      name === 'interruption'
        ? []
        : unknown({ kind: 'tag', name, path: `caps.tags.${name}`, known })
    ),
  ]
}

/** An audience over a trait of one purpose, in an action that does not ask for that purpose. */
function purposeWarnings(config: SiteConfig): Problem[] {
  return entries(config.actions, 'actions').flatMap(({ value, path }) => {
    const asked = purposesOf(value)
    const traits = pathsOf(value.when ?? {}).flatMap(
      (fact) => fact.match(/^traits\.([^.]+)/)?.[1] ?? []
    )
    return [...new Set(traits)].flatMap((name) => {
      const purpose = config.traits?.[name]?.purpose ?? config.given?.[name]?.purpose
      if (purpose === undefined || asked.includes(purpose)) return []
      const message = `The trait ${name} is kept for ${purpose}. Without that consent it is empty: add ${purpose} to the action's purposes.`
      return [{ code: 'purpose_conflict', path: `${path}.purposes`, message }]
    })
  })
}

/** Experiments that a namespace should keep apart, and does not. */
function namespaceWarnings({ experiments }: SiteConfig): Problem[] {
  const running = entries(experiments, 'experiments').flatMap(({ value, path }) => {
    const { namespace, status } = value
    if (namespace === undefined || status === 'stopped') return []
    return { path: `${path}.namespace`, ...namespace }
  })
  return running.flatMap((one, i) =>
    running.slice(i + 1).flatMap((other) => {
      const isApart = one.name !== other.name || one.until <= other.from || other.until <= one.from
      if (isApart) return []
      const message = `Shares people with another experiment of the namespace ${one.name}. Take a part of its own.`
      return [{ code: 'namespace_overlap', path: other.path, message }]
    })
  )
}
