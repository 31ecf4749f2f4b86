import { expect, test } from 'vitest'
import { senderNetwork } from './address.ts'
import { createRateLimiter } from './rate-limit.ts'

test('lets a burst through, then one at a time, each key by itself', () => {
  const limiter = createRateLimiter({ requests: 10, perMs: 1_000 })
  const burst = Array.from({ length: 11 }, () => limiter.take('a', 0))
  expect(burst.filter((wait) => wait === undefined)).toHaveLength(10)
  expect(burst.at(-1)).toBe(1)
  expect(limiter.take('b', 0)).toBeUndefined()
  expect(limiter.take('a', 50)).toBe(1)
  expect(limiter.take('a', 100)).toBeUndefined()
})

test('says how long to wait', () => {
  const limiter = createRateLimiter({ requests: 1, perMs: 60_000 })
  limiter.take('a', 0)
  expect(limiter.take('a', 15_000)).toBe(45)
})

test.each([
  ['203.0.113.7', '203.0.113.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:0DB8:1:2::', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
])('the network of %s is %s', (address, network) => {
  const headers = { 'cf-connecting-ip': address }
  expect(senderNetwork(new Request('https://edge.example', { headers }))).toBe(network)
})
