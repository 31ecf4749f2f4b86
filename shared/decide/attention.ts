import type { surfaces } from '../content/content.ts'
import type { Action, Cap } from './action.ts'

/**
 * The attention budget that holds when an owner says nothing. Whatever an owner sets, even an empty
 * list, replaces the default of the same scope. There is no default in total: content in its place
 * on a page interrupts nobody, and what interrupts is limited by its own tag and channel.
 */
export const defaultCaps = {
  /** An action that appears in its slot: enough to be noticed, then something else gets a chance. */
  inline: [{ max: 20, per: '1d' }],
  /** An action that lies above the page. */
  interruption: [
    { max: 1, per: 'session' },
    { max: 3, per: '7d' },
  ],
  tags: {
    interruption: [
      { max: 2, per: 'session' },
      { max: 5, per: '1d' },
    ],
  },
  channels: {
    email: [
      { max: 1, per: '1d' },
      { max: 3, per: '7d' },
    ],
    push: [
      { max: 1, per: '1d' },
      { max: 3, per: '7d' },
    ],
    sms: [{ max: 1, per: '7d' }],
  },
} as const satisfies {
  inline: readonly Cap[]
  interruption: readonly Cap[]
  tags: Record<string, readonly Cap[]>
  channels: Record<string, readonly Cap[]>
}

/** Tag that every interrupting action carries by itself; `caps.tags.interruption` limits it. */
export const interruptionTag = 'interruption'

/** Surfaces that lie above the page. */
const interrupting: ReadonlySet<(typeof surfaces)[number]> = new Set([
  'banner',
  'card',
  'modal',
  'toast',
])

/** Channels that reach out to people instead of waiting for them. */
export const outboundChannels: ReadonlySet<string> = new Set(['email', 'push', 'sms'])

/** Pauses that hold when an action sets none: a "no" counts for a month, and so does a success. */
export const defaultCooldown = {
  sell: { dismissed: '30d', converted: '30d' },
  help: { dismissed: '30d' },
  inform: { dismissed: '30d' },
} as const satisfies Record<NonNullable<Action['intent']>, Action['cooldown']>

/**
 * A decision counts as rendered for so long although no page has said so yet: two tabs that ask at
 * the same moment must not both get the last one.
 */
export const reservationMs = 60_000

/** A decision for an instant slot waits in the page's storage at most this long. */
export const instantMs = 30 * 60_000

/** A code of an offer may be shown at most so long after it was decided. */
export const offerMs = 30 * 60_000

/** An item that was bought is not promoted again for so long. */
export const boughtMs = 90 * 86_400_000

/** Chance of success of an action whose owner names none. */
export const defaultProbability = 0.01

/** Whether any variant of the action lies above the page. */
export function interrupts(action: Action): boolean {
  return Object.values(action.variants).some(({ content, locales = {} }) =>
    [content, ...Object.values(locales)].some(
      (one) => one.type === 'blocks' && one.surface !== undefined && interrupting.has(one.surface)
    )
  )
}

/** The tags that count for an action: its own, and `interruption` when it is one. */
export function tagsOf(action: Action): ReadonlySet<string> {
  const tags = new Set(action.tags)
  return interrupts(action) ? tags.add(interruptionTag) : tags
}
