import { expect, test } from 'vitest'
import { checkSite } from '../../site/check.ts'

test('a topic that no journey is about is told of', () => {
  const checked = checkSite({
    name: 'Topics',
    consent: { purposes: { offers: {}, stories: {} } },
    preferences: { topics: { offers: { label: 'Offers' }, stories: { label: 'Stories' } } },
    channels: { crm: { kind: 'webhook', url: 'https://crm.shop.com/' } },
    journeys: {
      offer: {
        entry: { on: 'event', event: 'Offer' },
        purposes: ['offers'],
        steps: [{ id: 'tell', do: 'send', messages: { crm: { data: {} } } }],
      },
    },
  })
  expect(checked).toMatchObject({
    warnings: [{ code: 'idle_topic', path: 'preferences.topics.stories' }],
  })
})
