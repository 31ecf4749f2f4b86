import {
  type PreviewAnswer,
  type PreviewCast,
  type PreviewRequest,
  previewRequestSchema,
  type SlotReasons,
} from '../../shared/api/preview-api.ts'
import type { Receipt } from '../../shared/decide/decision.ts'
import { inWords } from '../../shared/decide/why.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { openScene } from '../access/preview-token.ts'
import { rehearseScene } from '../access/rehearse-scene.ts'
import { setStage } from '../access/stage.ts'
import { pageMoment } from '../decide/page-moment.ts'
import { personal } from '../http/answer.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import type { Caller } from './admit.ts'
import { keyRoute } from './key-route.ts'
import { pageUser } from './page-user.ts'
import type { Asked, Reply } from './route.ts'

/** `POST /v1/preview`: what a draft would show here, to whom the owner chose, and why. */
export const preview = keyRoute({
  method: 'post',
  path: '/v1/preview',
  summary:
    'Decides by a draft or version, with a token of the console. Nothing is kept or counted.',
  problems: ['preview_invalid', 'identity_invalid', 'not_found', 'invalid_config'],
  page: { body: previewRequestSchema, handle: play },
})

async function play(asked: Asked, caller: Caller, body: PreviewRequest): Promise<Reply> {
  const { env, now } = asked
  const scene = await openScene(env, caller.id, body.preview, now)
  if (!scene) {
    return refuse('preview_invalid', 'The preview has ended. Make a new link in the console.')
  }
  const stage = await setStage(env, caller.site, scene, now)
  if (isRefusal(stage)) return stage
  const who = await pageUser(env, caller, { token: body.token, events: [], now })
  if (isRefusal(who)) return who
  const { config } = stage.live.snapshot
  const moment = scene.at ?? now
  const visited = await rehearseScene(env, {
    ...{ scene, live: stage.live, visitor: body.visitor, who, now: moment },
    slots: body.slots ?? [],
    // The owner looks, whatever steers the browser.
    context: { ...pageMoment(asked, body.context ?? {}, config), bot: false },
  })
  if (!visited) return refuse('not_found', 'Nobody is known by the reference of this preview.')
  const answer: PreviewAnswer = {
    ...(body.visitor !== undefined && { visitor: body.visitor }),
    config: visited.config,
    ...(stage.draft !== undefined && { draft: stage.draft }),
    ...(scene.as && { as: castInWords(scene.as) }),
    ...{ now: moment, until: moment + scene.until - now },
    decisions: visited.decisions,
    profile: { segments: visited.segments },
    slots: visited.receipts.map((receipt) => slotReasons(receipt, config)),
  }
  return personal(answer)
}

function slotReasons(receipt: Receipt, config: SiteConfig): SlotReasons {
  const { slot, action, variant } = receipt
  const { headline, candidates } = inWords(receipt, config)
  const isChosen = ({ outcome }: { outcome: string }) => outcome === 'chosen'
  return {
    ...{ slot, headline },
    ...(action !== undefined && { action }),
    ...(variant !== undefined && { variant }),
    candidates: candidates.toSorted((a, b) => Number(isChosen(b)) - Number(isChosen(a))),
  }
}

function castInWords(cast: PreviewCast): string {
  if ('ref' in cast) return cast.ref
  const { traits = {}, segments = [] } = cast
  const said = [...segments, ...Object.keys(traits)]
  return said.length > 0 ? `somebody invented: ${said.join(', ')}` : 'somebody unknown'
}
