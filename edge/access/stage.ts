import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { checkSite } from '../../shared/site/check.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { siteObject } from '../site/address.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { Scene } from './preview-token.ts'

/** The site that a preview is played on: its draft or one of its versions, ready to decide. */
export interface Stage {
  live: LiveSite
  /** Revision of the draft, when it is one. */
  draft?: string
}

const regex = createRegexEngine()

/** Prepares a scene's site, or says why it cannot be played. `published` lends keys and origins. */
export async function setStage(
  env: Env,
  published: LiveSite,
  scene: Scene,
  now: number
): Promise<Stage | Refusal> {
  const { site } = published.snapshot
  const object = siteObject(env, site)
  if (scene.version !== undefined) {
    const version = await object.version(scene.version)
    if (!version) return refuse('not_found', 'The version of this preview is gone.')
    return { live: liveWith(published, version.version, cast(version.config, scene)) }
  }
  const draft = await object.draft()
  if (!draft)
    return refuse('not_found', 'There is no draft any more: it was published or discarded.')
  const checked = checkSite(draft.config, { regex, now })
  if ('problems' in checked) {
    const { problems: errors } = checked
    const detail = 'The draft cannot be shown before its faults are mended.'
    return refuse('invalid_config', detail, { errors })
  }
  const live = liveWith(published, draft.base ?? 0, cast(checked.config, scene))
  return { live, draft: String(draft.revision) }
}

/**
 * What is said of an invented person holds: their segments are everybody's, and a computed trait
 * that they are given is no longer computed. The draft was checked before, as it will be published.
 */
function cast(config: SiteConfig, { as }: Scene): SiteConfig {
  if (as === undefined || 'ref' in as) return config
  const { traits = {}, segments = [] } = as
  return {
    ...config,
    traits: without(config.traits, Object.keys(traits)),
    segments: Object.fromEntries(
      Object.entries(config.segments ?? {}).map(([name, segment]) => [
        name,
        segments.includes(name) ? { ...segment, when: {} } : segment,
      ])
    ),
  }
}

function without<T>(map: Record<string, T> = {}, names: readonly string[]): Record<string, T> {
  return Object.fromEntries(Object.entries(map).filter(([name]) => !names.includes(name)))
}

function liveWith({ snapshot }: LiveSite, version: number, config: SiteConfig): LiveSite {
  const staged = { ...snapshot, version, config }
  return { snapshot: staged, rules: compileSite(staged, { regex }) }
}
