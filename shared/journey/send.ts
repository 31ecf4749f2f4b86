import { durationMs } from '../condition/duration.ts'
import { decide } from '../decide/decide.ts'
import type { Candidate, Decision, Receipt } from '../decide/decision.ts'
import { recordDecided } from '../decide/ledger.ts'
import type { LedgerEntry } from '../profile/profile.ts'
import { counted, effectId } from './identity.ts'
import { addressPath, type Message, messageSchema } from './message.ts'
import { messageSlot } from './messages.ts'
import { factsOf, note, type Pass } from './pass.ts'
import { allowsChannel, frequencyOf, pauseOf } from './preferences.ts'
import type { MessageDecision, Run } from './run.ts'
import type { StepOf } from './steps.ts'

/** What became of a step with an effect: done, or to be tried again. */
export type Performed = { run: Run } | { retry: number }

/** A message that was capped and is held is tried again this often. */
const retryMs = 3_600_000

/** Why a message does not leave in one channel. */
interface Refused {
  reason: string
  /** Another channel may do: this one cannot reach the person, or must not. */
  isUnreachable: boolean
  isCapped: boolean
}

/** What leaves in one channel. */
interface Chosen {
  channel: string
  to: string | undefined
  message: Message
  decision: Decision
  receipt: Receipt
}

/**
 * Sends a message in the first channel that reaches the person. The decision hub has the last word,
 * so that a message counts in the same budget, and gives way to the same reasons, as all else.
 */
export function send(pass: Pass, run: Run, step: StepOf<'send'>): Performed {
  const id = effectId('msg', pass.input.siteId, run)
  let refused: Refused | undefined = ownPace(pass, step)
  if (refused !== undefined) return turnedDown(pass, run, { step, refused })
  for (const channel of channelsInOrder(pass, step)) {
    const result = choose(pass, run, { step, channel, id })
    if ('message' in result) return { run: leaves(pass, run, { step, id, chosen: result }) }
    // The first channel's reason is the one that its owner asks about.
    refused ??= result
    if (!result.isUnreachable) break
  }
  return turnedDown(pass, run, { step, refused })
}

/** A message that may not leave: dropped, or kept for another try. */
function turnedDown(
  pass: Pass,
  run: Run,
  { step, refused }: { step: StepOf<'send'>; refused: Refused | undefined }
): Performed {
  const detail = refused?.reason ?? 'no_channel'
  if (step.capped === 'hold' && refused?.isCapped === true && hasPatience(pass, run, step)) {
    if (run.retry === undefined) note(pass, run, { what: 'held', step: step.id, detail })
    return { retry: pass.now + retryMs }
  }
  note(pass, run, { what: 'not_sent', step: step.id, detail })
  return { run }
}

/** Another try must still be of use: not after the message's patience has ended. */
function hasPatience({ now }: Pass, { since }: Run, { patience = '2d' }: StepOf<'send'>): boolean {
  return now + retryMs - since <= (durationMs(patience) ?? 0)
}

function leaves(
  pass: Pass,
  run: Run,
  { step, id, chosen }: { step: StepOf<'send'>; id: string; chosen: Chosen }
): Run {
  const { channel, to, message, decision, receipt } = chosen
  const { journey, occurrence, key } = run
  pass.profile = recordDecided(pass.profile, [decision], {
    ...{ now: pass.now, channel, as: 'rendered' },
  })
  pass.effects.push({
    type: 'send',
    message: {
      ...{ id, journey, step: step.id, occurrence, channel, message, at: pass.now },
      transactional: step.transactional === true,
      decision: named(decision),
      ...(key !== undefined && { key }),
      ...(to !== undefined && { to }),
    },
    decision,
    receipt,
  })
  note(pass, run, { what: 'sent', step: step.id, detail: channel })
  return { ...counted(run), decision: decision.id }
}

function named({ id, action, slot, variant }: Decision): MessageDecision {
  return { id, action, slot, variant }
}

/** The person's own word on how often: what is owed is exempt, and counts for nothing. */
function ownPace({ profile, plan, now }: Pass, step: StepOf<'send'>): Refused | undefined {
  const pause = pauseOf(profile)
  if (pause === 0 || step.transactional === true) return undefined
  const isUnasked = ({ action, outcome }: LedgerEntry): boolean => {
    const [journey = '', id = ''] = action.split('/')
    const sent = plan.journeys.get(journey)?.steps.get(id)?.step
    return outcome === 'rendered' && sent?.do === 'send' && sent.transactional !== true
  }
  const last = profile.ledger.findLast(isUnasked)
  if (last === undefined || now - last.at >= pause) return undefined
  return { ...refusedBy(`own_pace ${frequencyOf(profile)}`), isCapped: true }
}

/** Decides one channel's message as the slot that it is. */
function choose(
  pass: Pass,
  run: Run,
  { step, channel, id }: { step: StepOf<'send'>; channel: string; id: string }
): Chosen | Refused {
  const { input, plan, profile, context, now } = pass
  const declared = plan.channels[channel]
  if (declared === undefined) return unreachable('no_channel')
  if (step.transactional !== true && !allowsChannel(profile, channel)) {
    return unreachable('channel_declined')
  }
  const lookup = factsOf(pass, run)
  const path = addressPath(declared)
  const to = path === undefined ? undefined : lookup(path)
  if (path !== undefined && (typeof to !== 'string' || to === '')) return unreachable('no_address')

  const slot = messageSlot(run.journey, step.id, channel)
  const { decisions, receipts } = decide({
    ...{ site: input.site, profile, now, resolve: input.resolve, journey: lookup },
    ...{ context: { ...context, channel }, slots: [slot], seed: seedOf(id, now) },
  })
  const [decision, receipt] = [decisions[0], receipts[0]]
  if (decision === undefined || receipt === undefined) return refusal(receipt)
  const content = decision.content.type === 'json' ? decision.content.data : undefined
  const parsed = messageSchema.safeParse(content)
  if (!parsed.success) return refusedBy('content_invalid')
  return {
    ...{ channel, message: parsed.data, decision, receipt },
    to: typeof to === 'string' ? to : undefined,
  }
}

/** Like the ids of other decisions it begins with its time, by which a receipt is found again. */
function seedOf(message: string, now: number): string {
  return `${now.toString(36)}-${message.slice('msg_'.length, 'msg_'.length + 12)}`
}

function refusal(receipt: Receipt | undefined): Refused {
  const candidate: Candidate | undefined = receipt?.candidates[0]
  if (candidate === undefined) return refusedBy(receipt?.none ?? 'no_candidate')
  const { outcome, detail } = candidate
  const reason = detail === undefined ? outcome : `${outcome} ${detail}`
  if (outcome === 'no_consent' || detail?.startsWith('unsubscribed:') === true) {
    return unreachable(reason)
  }
  return { ...refusedBy(reason), isCapped: outcome === 'capped' || outcome === 'cooling_down' }
}

function refusedBy(reason: string): Refused {
  return { reason, isUnreachable: false, isCapped: false }
}

function unreachable(reason: string): Refused {
  return { reason, isUnreachable: true, isCapped: false }
}

/** The channels of a message: as listed, or the one first in which this person last answered. */
function channelsInOrder({ profile }: Pass, { messages, prefer }: StepOf<'send'>): string[] {
  const listed = Object.keys(messages)
  if (prefer !== 'used') return listed
  const answered = (channel: string) =>
    profile.ledger.findLast((entry) => entry.channel === channel && answers.has(entry.outcome))
      ?.at ?? 0
  return listed.toSorted((a, b) => answered(b) - answered(a))
}

const answers: ReadonlySet<string> = new Set(['viewed', 'clicked', 'converted'])
