import { describe, expect, it } from 'vitest'
import { parseSegmentItem, segmentBatchSchema } from './segment.ts'

describe('parseSegmentItem', () => {
  it('takes an item as @segment/analytics-node sends it', () => {
    const item = {
      type: 'track',
      event: 'Song Played',
      messageId: 'node-next-1',
      userId: 'u1',
      timestamp: '2026-11-21T10:00:00.000Z',
      context: { library: { name: '@segment/analytics-node', version: '2.3.0' } },
      integrations: {},
      _metadata: { nodeVersion: '24.21.0', jsRuntime: 'node' },
    }
    expect(parseSegmentItem(item)).toMatchObject({
      incoming: { type: 'track', event: 'Song Played', messageId: 'node-next-1', userId: 'u1' },
    })
  })

  it('reads null and empty as absent, numbers as ids and epoch times', () => {
    const item = {
      type: 'identify',
      userId: 42,
      anonymousId: null,
      traits: null,
      event: '',
      timestamp: 0,
    }
    const parsed = parseSegmentItem(item)
    expect(parsed).toMatchObject({
      incoming: { userId: '42', timestamp: '1970-01-01T00:00:00.000Z' },
    })
    expect(parsed).toMatchObject({ incoming: { anonymousId: undefined, traits: undefined } })
  })

  it('takes the type from the route and the context from the batch', () => {
    const context = { locale: 'fr', timezone: 'Europe/Paris' }
    const parsed = parseSegmentItem({ context: { locale: 'de' } }, { type: 'page', context })
    expect(parsed).toMatchObject({
      incoming: { type: 'page', context: { locale: 'de', timezone: 'Europe/Paris' } },
    })
  })

  it('says what is wrong, and where', () => {
    const cases: [unknown, string][] = [
      [null, ''],
      [[], ''],
      [{}, 'type'],
      [{ type: 'explode' }, 'type'],
      [{ type: 'track', properties: 'x' }, 'properties'],
      [{ type: 'track', userId: { a: 1 } }, 'userId'],
      [{ type: 'track', messageId: 'x'.repeat(101) }, 'messageId'],
    ]
    for (const [item, path] of cases) {
      expect(parseSegmentItem(item)).toMatchObject({ problem: { code: 'invalid', path } })
    }
  })
})

it('takes a batch with items of any shape, so that one cannot block others (D11)', () => {
  const body = { batch: [{ type: 'track' }, 7, null], sentAt: '2026-11-21T10:00:00Z', extra: true }
  expect(segmentBatchSchema.safeParse(body).success).toBe(true)
  expect(segmentBatchSchema.safeParse({ batch: 'x' }).success).toBe(false)
})
