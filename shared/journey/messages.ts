import type { Action, Slot } from '../decide/action.ts'
import type { SiteConfig } from '../site/config.ts'
import type { Message } from './message.ts'
import type { Journey } from './schema.ts'
import type { StepOf } from './steps.ts'

/** What a message needs consent to when its owner names no purpose. */
export const messagePurpose = 'marketing'

/** Slot and action of a message: `abandoned-cart/remind/email`. No owner can name one so. */
export function messageSlot(journey: string, step: string, channel: string): string {
  return `${journey}/${step}/${channel}`
}

/**
 * The configuration with a slot and an action for every message of its journeys. Whether a message is
 * sent is then decided like everything else: consent, suppressions, care mode, caps, holdout, variants.
 */
export function withMessages(config: SiteConfig): SiteConfig {
  const slots: Record<string, Slot> = { ...config.slots }
  const actions: Record<string, Action> = { ...config.actions }
  for (const [name, journey] of Object.entries(config.journeys ?? {})) {
    for (const step of journey.steps) {
      if (step.do !== 'send') continue
      for (const channel of Object.keys(step.messages)) {
        const slot = messageSlot(name, step.id, channel)
        slots[slot] = { channel }
        actions[slot] = actionOf(journey, step, { slot, channel })
      }
    }
  }
  return { ...config, slots, actions }
}

/** The path in the configuration as its owner wrote it, of a path into a message's action. */
export function pathOfMessage(path: string): string {
  const [, journey, step, channel, rest = ''] =
    /^actions\.([\w-]+)\/([\w-]+)\/([\w-]+)(.*)$/.exec(path) ?? []
  if (journey === undefined) return path
  const inside = rest
    .replace(/^\.variants\.message\.content\.data/, '')
    .replace(/^(\.variants\.[\w-]+)\.content\.data/, '$1.message')
    .replace(/^(\.variants\.[\w-]+\.locales\.[\w-]+)\.data/, '$1')
  return `journeys.${journey}.steps.${step}.messages.${channel}${inside}`
}

function actionOf(
  journey: Journey,
  step: StepOf<'send'>,
  { slot, channel }: { slot: string; channel: string }
): Action {
  const { intent, caps, cooldown, transactional, item, when, experiment, goal } = step
  const purposes =
    step.purposes ?? (transactional === true ? [] : (journey.purposes ?? [messagePurpose]))
  return {
    slots: [slot],
    variants: variantsOf(step, channel),
    purposes,
    tags: [...new Set([...(journey.tags ?? []), ...(step.tags ?? [])])],
    ...(intent !== undefined && { intent }),
    ...(caps !== undefined && { caps }),
    ...(cooldown !== undefined && { cooldown }),
    ...(transactional !== undefined && { transactional }),
    ...(item !== undefined && { item }),
    ...(when !== undefined && { when }),
    ...(experiment !== undefined && { experiment }),
    ...(goal !== undefined && { goal }),
  }
}

function variantsOf(step: StepOf<'send'>, channel: string): Action['variants'] {
  const offer = step.messages[channel]
  if (offer === undefined) return {}
  if (!('variants' in offer)) return { message: { content: contentOf(offer) } }
  return Object.fromEntries(
    Object.entries(offer.variants).map(([name, { message, share, locales }]) => [
      name,
      {
        content: contentOf(message),
        ...(share !== undefined && { share }),
        ...(locales !== undefined && {
          locales: Object.fromEntries(
            Object.entries(locales).map(([locale, one]) => [locale, contentOf(one)])
          ),
        }),
      },
    ])
  )
}

function contentOf(message: Message): Action['variants'][string]['content'] {
  // Through its text: JSON knows no `undefined`, which our optional fields allow.
  return { type: 'json', data: JSON.parse(JSON.stringify(message)) }
}
