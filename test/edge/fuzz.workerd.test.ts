import { createExecutionContext } from 'cloudflare:test'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { siteObject } from '../../edge/site/address.ts'
import worker from '../../edge/worker.ts'
import type { Json } from '../../shared/event/json.ts'
import { bindings, newSite } from './workerd/site.ts'

let key: string

beforeAll(async () => {
  const site = await newSite()
  const made = await siteObject(bindings, site).createKey('public', '', {
    by: 'test',
    now: Date.now(),
  })
  key = made.key
})

/** A batch in which everything is right. */
const batch = () => ({
  ...{ key, stream: 's', sentAt: '2026-11-21T10:00:00Z', visitor: 'visitor-0123456789' },
  events: [
    {
      ...{ messageId: 'm', type: 'track', event: 'Product Viewed', age: 5, seq: 1, userId: 'u' },
      properties: { product_id: 'p', price: 1.5, nested: { list: [1, 'a', null] } },
    },
    { messageId: 'n', type: 'identify', traits: { plan: 'x' }, age: 5, seq: 2 },
  ],
  context: {
    ...{ page: { url: 'https://a.example/', properties: { a: 1 } }, timezone: 'Europe/Berlin' },
    ...{
      session: { id: 's', number: 1, pages: 1 },
      consent: { personalization: true },
      gpc: false,
    },
  },
  slots: ['hero'],
  seen: 1,
})

/** What nobody expects where something else should be. */
const surprises = fc.oneof(
  fc.jsonValue({ maxDepth: 3 }),
  fc.constantFrom<unknown>(
    ...['', '\u0000', '\uD800', '\uDFFF\uD83D', '__proto__', 'constructor', 'x'.repeat(70_000)],
    ...[Number.MAX_SAFE_INTEGER * 4, -0, 1e308, 5e-324, -1, 0.5, [], {}, null, true],
    { __proto__: { polluted: true } },
    { constructor: { prototype: { polluted: true } } },
    Array.from({ length: 2_000 }, (_, i) => i)
  )
)

/** Puts something else in one place of a document, or takes the place away, or adds one. */
function mutate(value: Json, path: number[], surprise: unknown): unknown {
  const [step, ...rest] = path
  if (step === undefined || typeof value !== 'object' || value === null) return surprise
  const keys = Object.keys(value)
  if (keys.length === 0) return surprise
  const key = keys[step % keys.length] ?? ''
  const copy: Record<string, unknown> = { ...(value as Record<string, Json>) }
  if (step % 11 === 10) delete copy[key]
  else if (step % 11 === 9) copy[`${key}x`] = surprise
  else copy[key] = mutate((value as Record<string, Json>)[key] ?? null, rest, surprise)
  return Array.isArray(value) ? Object.values(copy) : copy
}

/** Damages text: cuts it, doubles a part, puts bytes in. */
const damages = fc.oneof(
  fc.constant((text: string) => text),
  fc.nat().map((at) => (text: string) => text.slice(0, at % text.length)),
  fc
    .tuple(fc.nat(), fc.string({ unit: 'binary', maxLength: 4 }))
    .map(([at, noise]) => (text: string) => {
      const place = at % text.length
      return text.slice(0, place) + noise + text.slice(place)
    }),
  fc.nat().map((at) => (text: string) => text.replace('"events":', `"events":${at},"events":`)),
  fc
    .nat({ max: 3_000 })
    .map(
      (depth) => (text: string) =>
        text.replace('"a":1', `"a":${'['.repeat(depth)}${']'.repeat(depth)}`)
    )
)

const paths = ['/v1/events', '/v1/decisions', '/v1/track', '/v1/batch', '/v1/i', '/v1/nothing']
const headers = { 'user-agent': 'Mozilla/5.0 Firefox/140.0', 'content-type': 'text/plain' }

test('no input is answered with a fault of ours, and each refusal is a problem (S14)', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths),
      fc.array(fc.nat({ max: 200 }), { maxLength: 6 }),
      surprises,
      damages,
      async (path, steps, surprise, damage) => {
        const body = damage(JSON.stringify(mutate(batch() as Json, steps, surprise)) ?? '')
        const request = new Request(`http://localhost${path}`, { method: 'POST', body, headers })
        const answer = await worker.fetch(
          request,
          { ...bindings, ATTUNE_LOCAL: '1' },
          createExecutionContext()
        )
        const text = await answer.text()
        expect(answer.status, text).toBeLessThan(500)
        if (answer.status >= 400) expect(JSON.parse(text)).toHaveProperty('code')
        expect(({} as Record<string, unknown>).polluted).toBeUndefined()
      }
    ),
    { numRuns: 5_000 }
  )
})
