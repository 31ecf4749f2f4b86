import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Json } from '../event/json.ts'
import { normalizeEvent } from '../event/normalize.ts'
import { parseSegmentItem } from '../event/segment.ts'
import { hookLimits } from './limits.ts'
import { mapDelivery } from './map.ts'
import { type PreparedSource, prepareSource } from './prepare.ts'
import { readyNames } from './ready/names.ts'

const sources = readyNames.map((like): PreparedSource => {
  const prepared = prepareSource(like, { like })
  if ('problems' in prepared) throw new Error(JSON.stringify(prepared.problems))
  return prepared.source
})

/** What the ready mappings look for, so that chance comes near to it. */
const words = [
  ...['id', 'type', 'data', 'object', 'email', 'customer', 'line_items', 'total_price', 'detail'],
  ...[
    'event',
    'current',
    'previous',
    'RecordType',
    'Recipient',
    'MessageID',
    'created',
    '__proto__',
  ],
]
const values = [
  ...['checkout.session.completed', 'charge.refunded', 'zen:event-type:ticket.created', 'Open'],
  ...['zen:event-type:ticket.status_changed', 'SOLVED', 'Bounce', '', '12.50', 'eur'],
]
const body = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.oneof(fc.constantFrom(...values), fc.double(), fc.boolean(), fc.constant(null), fc.string()),
    fc.dictionary(fc.constantFrom(...words), tie('json')) as fc.Arbitrary<Json>,
    fc.array(tie('json'), { maxLength: 4 }) as fc.Arbitrary<Json>
  ),
})).json

const topics = ['orders/create', 'orders/paid', 'orders/cancelled', 'refunds/create', '']

test('whatever arrives becomes calls or one problem with a path, and never a throw', async () => {
  await fc.assert(
    fc.asyncProperty(
      body,
      fc.constantFrom(...sources),
      fc.constantFrom(...topics),
      async (json, source, topic) => {
        const delivery = { body: json, headers: { 'x-shopify-topic': topic } }
        const mapped = await mapDelivery(source, delivery)
        if ('problem' in mapped) expect(mapped.problem.path).toMatch(/^sources\.\w+\.events\.\d+/)
        else {
          expect(mapped.calls.length).toBeLessThanOrEqual(hookLimits.events)
          for (const call of mapped.calls) {
            const parsed = parseSegmentItem(call)
            if ('incoming' in parsed) {
              normalizeEvent(parsed.incoming, { receivedAt: 0, origin: 'server' })
            }
          }
        }
        expect(await mapDelivery(source, delivery)).toEqual(mapped)
        expect(({} as Record<string, unknown>).id).toBeUndefined()
      }
    ),
    { numRuns: 300 }
  )
})
