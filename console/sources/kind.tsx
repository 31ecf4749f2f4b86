import type { Kind } from '../collection/kind.ts'
import { Deliveries } from './deliveries.tsx'
import { SourceForm } from './form.tsx'
import { Secret } from './secret.tsx'

/** Services whose webhooks come in. */
export const sources: Kind<'sources'> = {
  collection: 'sources',
  one: 'source',
  many: 'Sources',
  words: 'Services whose webhooks become events: the shop system, payments, support, mail.',
  empty: 'No source yet. Pages send their events by themselves; other services call a webhook.',
  example: 'stripe',
  fresh: () => ({ like: 'stripe' }),
  Summary: ({ entry: { description, like, events = [] } }) => (
    <>
      {description && <p>{description}</p>}
      <p class="quiet">
        {like ? `like ${like}` : `${events.length} kind${events.length === 1 ? '' : 's'} of event`}
      </p>
    </>
  ),
  Form: SourceForm,
  Beside: ({ id }) => (
    <>
      <Secret id={id} />
      <Deliveries source={id} />
    </>
  ),
}
