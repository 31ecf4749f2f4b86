import type { Kind } from '../collection/kind.ts'
import { FailedMessages } from '../journeys/failed-messages.tsx'
import { ChannelForm } from './form.tsx'
import { ChannelHealth } from './health.tsx'

/** Ways to reach people outside of the page. */
export const channels: Kind<'channels'> = {
  collection: 'channels',
  one: 'channel',
  many: 'Channels',
  words: 'Ways to reach people who are not on the page: e-mail, and webhooks for everything else.',
  empty: 'No channel yet. Journeys need one to write to people.',
  example: 'email',
  fresh: ({ name }) => ({ kind: 'email', from: `${name} <hello@example.com>` }),
  Summary: ({ entry }) => (
    <>
      {entry.description && <p>{entry.description}</p>}
      <dl>
        <dt>Kind</dt>
        <dd>{entry.kind}</dd>
        <dt>{entry.kind === 'email' ? 'From' : 'To'}</dt>
        <dd>{entry.kind === 'email' ? entry.from : entry.url}</dd>
      </dl>
    </>
  ),
  Form: ChannelForm,
  Beside: ({ id }) => (
    <>
      <ChannelHealth id={id} />
      <FailedMessages channel={id} />
    </>
  ),
}
