import { closesChannels } from '../../../shared/decide/stage/automatic.ts'
import type { Event } from '../../../shared/event/event.ts'
import { messagePurpose } from '../../../shared/journey/messages.ts'
import {
  allowsChannel,
  channelPurpose,
  type Frequency,
  frequencies,
  frequencyOf,
  frequencyTrait,
} from '../../../shared/journey/preferences.ts'
import type { Profile } from '../../../shared/profile/profile.ts'
import type { SiteConfig } from '../../../shared/site/config.ts'

/** What a person lets a site write: topic by topic, channel by channel, how often. */
export interface Choices {
  topics: Record<string, boolean>
  channels: Record<string, boolean>
  frequency: Frequency
}

/** Topics that a site lets people choose between. */
export function topicsOf({ preferences }: SiteConfig): string[] {
  const topics = Object.keys(preferences?.topics ?? {})
  return topics.length > 0 ? topics : [messagePurpose]
}

/** What a person has chosen so far. Whoever has unsubscribed gets nothing, whatever they chose before. */
export function choicesOf(profile: Profile, config: SiteConfig): Choices {
  const isOut = closesChannels((name) => profile.events[name]?.last ?? 0)
  const silence = config.consent?.mode !== 'required'
  const allows = (purpose: string): boolean => {
    const said = profile.consent[purpose]?.value
    return typeof said === 'boolean' ? said : silence
  }
  const named = (names: readonly string[], test: (name: string) => boolean) =>
    Object.fromEntries(names.map((name) => [name, test(name)]))
  return {
    topics: named(topicsOf(config), (topic) => !isOut && allows(topic)),
    channels: named(Object.keys(config.channels ?? {}), (name) => allowsChannel(profile, name)),
    frequency: frequencyOf(profile),
  }
}

/** Reads the form of the page. What is not ticked is a "no"; what is not ours is not heard. */
export function readChoices(form: URLSearchParams, config: SiteConfig): Choices {
  const ticked = (field: string, names: readonly string[]) =>
    Object.fromEntries(names.map((name) => [name, form.getAll(field).includes(name)]))
  const frequency = form.get('frequency')
  return {
    topics: ticked('topic', topicsOf(config)),
    channels: ticked('channel', Object.keys(config.channels ?? {})),
    frequency: frequencies.find((one) => one === frequency) ?? 'all',
  }
}

/** Choices as events on the profile, which every rule may look for. */
export function eventsOf(choices: Choices, now: number): Event[] {
  const { topics, channels, frequency } = choices
  const wantsSome = Object.values(topics).includes(true)
  const base = { at: now, ids: {}, origin: 'server' as const, traits: {}, properties: {} }
  const track = (name: string): Event => ({
    ...{ ...base, id: crypto.randomUUID(), type: 'track', name },
  })
  const consent = Object.fromEntries([
    ...Object.entries(topics),
    ...Object.entries(channels).map(([name, isOpen]) => [channelPurpose(name), isOpen] as const),
  ])
  return [
    { ...track(wantsSome ? 'Subscribed' : 'Unsubscribed') },
    { ...track('Preferences Changed'), properties: { topics, channels, frequency }, consent },
    { ...track('identify'), type: 'identify', traits: { [frequencyTrait]: frequency } },
  ]
}
