import type { ChannelState } from '../../shared/api/journeys-api.ts'
import type { Channel } from '../../shared/journey/message.ts'
import type { ChannelOff, Snapshot } from '../../shared/site/config.ts'
import type { Counters } from '../measure/measure-object.ts'
import type { Failing } from './failing-list.ts'

/** Where a channel leads. What is known of one receiver says nothing of another. */
export function targetOf(channel: Channel): string {
  return channel.kind === 'webhook' ? channel.url : channel.from
}

/** Why nothing may leave through a channel; a new address is another receiver, and has a new chance. */
export function offOf({ config, channelsOff }: Snapshot, name: string): ChannelOff | undefined {
  const [channel, off] = [config.channels?.[name], channelsOff?.[name]]
  if (channel === undefined || off === undefined) return undefined
  return off.target === targetOf(channel) ? off : undefined
}

/** How the channels of a site are, for the console. */
export function channelStates(
  snapshot: Snapshot,
  { day, failing }: { day: Counters; failing: Record<string, Failing> }
): ChannelState[] {
  return Object.entries(snapshot.config.channels ?? {}).map(([name, { kind }]) => {
    const off = offOf(snapshot, name)
    const trouble = failing[name]
    const counted = (what: string) => day[`delivery:${what}:${name}`] ?? 0
    return {
      ...{ name, kind },
      day: {
        arrived: counted('arrived'),
        failed: counted('failed'),
        givenUp: counted('given_up'),
      },
      ...(off !== undefined && { off: { at: off.at, reason: off.reason } }),
      ...(trouble !== undefined && { failing: trouble }),
    }
  })
}
