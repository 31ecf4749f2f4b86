import type { Context } from '../../shared/decide/decision.ts'
import { sampleCode } from '../../shared/decide/offer.ts'
import type { Event } from '../../shared/event/event.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { choose } from '../decide/choose.ts'
import { segmentsOf } from '../decide/segments.ts'
import type { Env } from '../env.ts'
import { deviceProfile } from '../profile/address.ts'
import { askProfile } from '../profile/find.ts'
import type { Visit, Visited } from '../profile/visit.ts'
import type { LiveSite } from '../site/live-site.ts'
import type { OpenedScene } from './preview-token.ts'

/** A scene, and who happens to sit before it. */
export interface Performance {
  scene: OpenedScene
  live: LiveSite
  visitor: string | undefined
  /** On whose behalf the page acts, as far as it may be believed. */
  who: { user: string | undefined; mayBeKnown: boolean }
  slots: string[]
  context: Context
  now: number
}

/** What a performance shows. */
export type Performed = Pick<Visited, 'config' | 'decisions' | 'receipts' | 'segments'>

/** Decides a scene for the person it names; nothing, when there is no such person. */
export async function rehearseScene(env: Env, play: Performance): Promise<Performed | undefined> {
  const { scene, visitor, who } = play
  const { as } = scene
  if (as && 'ref' in as) return askPerson(env, play, as.ref)
  if (as) return decideFor(invented(play), play)
  const user = who.user && (await askPerson(env, play, `user_id:${who.user}`))
  if (user) return user
  const device = visitor && (await askPerson(env, play, `anonymous_id:${visitor}`))
  return device || decideFor(stranger(play), play)
}

/** Asks the person's own object: it knows their history, and what journeys have queued for them. */
async function askPerson(env: Env, play: Performance, ref: string): Promise<Performed | undefined> {
  const { scene, live, slots, context, now, visitor, who } = play
  const { site } = live.snapshot
  const isNamed = scene.as !== undefined || ref.startsWith('user_id:')
  const device = isNamed || visitor === undefined ? undefined : await deviceProfile(site, visitor)
  return askProfile(env, { site, ref }, (profile, id) => {
    const visit: Visit = {
      ...{ site, now, seed: seedOf(scene), atLeast: 0, events: [] },
      addressing:
        id === device
          ? { via: 'device', device, mayBeKnown: who.mayBeKnown }
          : { via: 'profile', mayBeKnown: isNamed || who.mayBeKnown, mustExist: true },
      asks: { slots, context, record: 'no', isExplained: true },
    }
    return profile.rehearse(visit, live.snapshot)
  })
}

function decideFor(profile: Profile, { scene, live, context, slots, now }: Performance): Performed {
  const { rules, snapshot } = live
  const asked = { site: live, profile, context, slots, now, seed: seedOf(scene) }
  const { decisions, receipts } = choose({ ...asked, record: 'no', codeOf: () => sampleCode })
  const person = { site: rules, profile, context, now }
  const segments = segmentsOf(rules.publicSegments, person)
  return { config: snapshot.version, decisions, receipts, segments }
}

/** One seed for all pages of the tab: a draw that was made stays made. */
function seedOf({ id }: OpenedScene): string {
  return `preview-${id}`
}

function stranger({ scene, now }: Performance): Profile {
  return emptyProfile('', seedOf(scene), now)
}

/** Somebody of whom the traits are said as a back end would say them. */
function invented(play: Performance): Profile {
  const { scene, live, now } = play
  const traits = scene.as && 'traits' in scene.as ? (scene.as.traits ?? {}) : {}
  const said: Event = {
    ...{ id: 'preview', type: 'identify', name: 'Identify', at: now, properties: {}, traits },
    ...{ ids: {}, origin: 'server' },
  }
  return foldEvents(stranger(play), [said], { now, site: live.rules })
}
