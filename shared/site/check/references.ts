import type { Problem } from '../../condition/condition.ts'
import { defaultPurpose, purposesOf } from '../../decide/stage/consent.ts'
import { isTimeZone } from '../../event/local-time.ts'
import type { Feed } from '../../feed/declaration.ts'
import { messagePurpose } from '../../journey/messages.ts'
import type { SiteConfig } from '../config.ts'
import { entries, names, unknown } from './known.ts'

/** Names that lead nowhere. */
export function referenceProblems(config: SiteConfig): Problem[] {
  return [
    ...entries(config.actions, 'actions').flatMap(({ value, path }) => [
      ...value.slots.flatMap((name, i) =>
        unknown({ kind: 'slot', name, path: `${path}.slots.${i}`, known: names(config.slots) })
      ),
      ...experimentProblems(value, path, config),
      ...purposeProblems(purposesOf(value), path, config),
    ]),
    ...entries(config.suppressions, 'suppressions').flatMap(({ value, path }) =>
      (value.actions ?? []).flatMap((name, i) =>
        unknown({
          kind: 'action',
          name,
          path: `${path}.actions.${i}`,
          known: names(config.actions),
        })
      )
    ),
    ...entries(config.traits, 'traits').flatMap(({ value, path }) =>
      value.purpose === undefined ? [] : purposeProblems([value.purpose], path, config)
    ),
    ...entries(config.feeds, 'feeds').flatMap(({ value, path }) =>
      feedProblems(value, path, config)
    ),
    ...zoneProblems(config),
  ]
}

type ConfiguredAction = NonNullable<SiteConfig['actions']>[string]

function experimentProblems(
  { experiment: name, arms }: ConfiguredAction,
  path: string,
  { experiments }: SiteConfig
): Problem[] {
  if (name === undefined) {
    if (arms === undefined) return []
    const message = 'Arms belong to an experiment. Name it in `experiment`.'
    return [{ code: 'arms_without_experiment', path: `${path}.arms`, message }]
  }
  const at = `${path}.experiment`
  const missing = unknown({ kind: 'experiment', name, path: at, known: names(experiments) })
  if (missing.length > 0) return missing
  const known = names(experiments?.[name]?.arms)
  return (arms ?? []).flatMap((arm, i) =>
    unknown({ kind: 'arm', name: arm, path: `${path}.arms.${i}`, known })
  )
}

/** Purposes must be declared as soon as any is, so that a typo does not ask for what nobody grants. */
function purposeProblems(
  purposes: readonly string[],
  path: string,
  { consent }: SiteConfig
): Problem[] {
  const declared = consent?.purposes
  const byDefault = declared === undefined ? [defaultPurpose, messagePurpose] : []
  const known = [...names(declared), ...byDefault]
  return purposes.flatMap((name) =>
    unknown({ kind: 'purpose', name, path: `${path}.purposes`, known })
  )
}

function feedProblems(feed: Feed, path: string, config: SiteConfig): Problem[] {
  const { segments = [], traits = [], purposes = [] } = feed
  const channels = Object.entries(config.channels ?? {})
  const hooks = channels.filter(([, { kind }]) => kind === 'webhook').map(([name]) => name)
  const known = [...names(config.traits), ...names(config.given)]
  const isEmpty = segments.length + traits.length === 0
  return [
    ...unknown({
      kind: 'channel',
      name: feed.channel,
      path: `${path}.channel`,
      known: hooks,
    }),
    ...segments.flatMap((name, i) =>
      unknown({
        kind: 'segment',
        name,
        path: `${path}.segments.${i}`,
        known: names(config.segments),
      })
    ),
    ...traits.flatMap((name, i) =>
      unknown({ kind: 'trait', name, path: `${path}.traits.${i}`, known })
    ),
    ...purposeProblems(purposes, path, config),
    ...(isEmpty
      ? [{ code: 'empty_feed', path, message: 'Name segments or traits that it tells of.' }]
      : []),
  ]
}

function zoneProblems({ timezone }: SiteConfig): Problem[] {
  if (timezone === undefined || isTimeZone(timezone)) return []
  const message = `${timezone} is no time zone. Write it as Europe/Paris.`
  return [{ code: 'unknown_timezone', path: 'timezone', message }]
}
