import type {
  ChannelAnswer,
  ChannelsAnswer,
  FailedMessagesAnswer,
  JourneysAnswer,
  ReplayAnswer,
} from '../../shared/api/journeys-api.ts'
import { request } from './request.ts'
import { at } from './site.ts'

/** Questions about journeys, and about messages that leave. */
export const messages = {
  journeys: () => request<JourneysAnswer>(at('journeys')),
  channels: () => request<ChannelsAnswer>(at('channels')),
  enable: (channel: string) =>
    request<ChannelAnswer>(at(`channels/${encodeURIComponent(channel)}/enable`), {
      method: 'POST',
      body: {},
    }),
  disable: (channel: string, reason: string) =>
    request<ChannelAnswer>(at(`channels/${encodeURIComponent(channel)}/disable`), {
      method: 'POST',
      body: { reason },
    }),
  failed: () => request<FailedMessagesAnswer>(at('messages/failed')),
  /** One by its id, all of a channel, or all there are. */
  replay: (which: { id: string } | { channel: string } | Record<string, never>) =>
    request<ReplayAnswer>(at('messages/replay'), { method: 'POST', body: which }),
}
