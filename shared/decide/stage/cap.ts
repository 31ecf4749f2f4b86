import { durationMs } from '../../condition/duration.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Action, Cap } from '../action.ts'
import { defaultCaps, interrupts, tagsOf } from '../attention.ts'
import type { CapScope, PreparedCap, SharedCaps, Spent, Stage } from '../prepare/prepared.ts'
import { refusal } from '../refusal.ts'

/** Prepares the caps of a site; equal counts are one, whoever asks for them. */
export interface CapBook {
  /** Caps of one action alone. */
  ofAction(id: string, action: Action): PreparedCap[]
  /** Caps that an action shares with others: its tags', and those in total. */
  shared(action: Action): readonly PreparedCap[]
  /** Caps of a slot and of its channel. */
  ofPlace(slot: string, caps: readonly Cap[] | undefined, channel: string): PreparedCap[]
  /** All that were prepared for actions to share, and how many different counts are needed. */
  sharedCaps(): SharedCaps
}

/** Opens the cap book of a site. */
export function createCapBook(config: SiteConfig): CapBook {
  const indexes = new Map<string, number>()
  const members = tagMembers(config)
  const lists = new Map<string, PreparedCap[]>()

  const coverage: Record<CapScope, (name: string) => (spent: Spent) => boolean> = {
    action: (name) => (spent) => spent.action === name,
    tag: (name) => (spent) => members.get(name)?.has(spent.action) === true,
    slot: (name) => (spent) => spent.slot === name,
    channel: (name) => (spent) => spent.channel === name,
    total: () => () => true,
  }
  const prepare = (scope: CapScope, name: string, caps: readonly Cap[]): PreparedCap[] =>
    caps.map((cap) => {
      const outcome = cap.of ?? 'rendered'
      const owner = name === '' ? scope : `${scope}.${name}`
      const path = `ledger.${owner}.${outcome}.${cap.per}`
      if (scope !== 'action' && !indexes.has(path)) indexes.set(path, indexes.size)
      return {
        scope,
        name,
        max: cap.max,
        outcome,
        window: cap.per === 'session' ? 'session' : windowMs(cap.per),
        path,
        label: `${owner.replace('.', ' ')}: ${cap.max} ${outcome} per ${cap.per}`,
        index: indexes.get(path) ?? -1,
        covers: coverage[scope](name),
      }
    })

  const tagCaps = { ...defaultCaps.tags, ...config.caps?.tags }
  const channelCaps = { ...defaultCaps.channels, ...config.caps?.channels }
  return {
    ofAction: (id, action) =>
      prepare(
        'action',
        id,
        action.caps ?? (interrupts(action) ? defaultCaps.interruption : defaultCaps.inline)
      ),
    shared: (action) => {
      const tags = [...tagsOf(action)].sort()
      // Actions with the same tags share one list, so that a decision finds it in the cache.
      const known = lists.get(tags.join())
      if (known !== undefined) return known
      const list = [
        ...tags.flatMap((tag) => prepare('tag', tag, ownOf(tagCaps, tag))),
        ...prepare('total', '', config.caps?.total ?? []),
      ]
      lists.set(tags.join(), list)
      return list
    },
    ofPlace: (slot, caps, channel) => [
      ...prepare('slot', slot, caps ?? []),
      ...prepare('channel', channel, ownOf(channelCaps, channel)),
    ],
    sharedCaps: () => ({
      shared: [...new Set([...lists.values()].flat())],
      counts: indexes.size,
    }),
  }
}

/** Length of a window; a lifetime never ends. */
export function windowMs(window: string): number {
  return durationMs(window) ?? Infinity
}

/** Refuses an action when a cap of its own, of its tags, its slot, its channel or in total is reached. */
export function capStage(own: readonly PreparedCap[], shared: readonly PreparedCap[]): Stage {
  return ({ budget }, slot) => {
    const reached =
      budget.reached(own, slot.name) ??
      budget.reached(shared, slot.name) ??
      budget.reached(slot.caps, slot.name)
    return reached === undefined ? undefined : refusal('capped', reached.label)
  }
}

function ownOf(caps: Record<string, readonly Cap[]>, name: string): readonly Cap[] {
  return Object.hasOwn(caps, name) ? (caps[name] ?? []) : []
}

function tagMembers(config: SiteConfig): ReadonlyMap<string, ReadonlySet<string>> {
  const members = new Map<string, Set<string>>()
  for (const [id, action] of Object.entries(config.actions ?? {})) {
    for (const tag of tagsOf(action)) {
      members.set(tag, (members.get(tag) ?? new Set()).add(id))
    }
  }
  return members
}
