import { expect, test } from 'vitest'
import type { Env } from '../env.ts'
import { routePath } from './route-path.ts'

const pathOf = (path: string, PATH_PREFIX?: string) =>
  routePath(new Request(`https://edge.example${path}`), { env: { PATH_PREFIX } as Env })

test.each([
  ['/v1/events', '/v1/events'],
  ['/shop/v1/events', '/v1/events'],
  ['/v1/v1/events', '/v1/events'],
  ['/a/b/v1/events', '/a/b/v1/events'],
  ['/shop/attune.js', '/attune.js'],
  ['/attune.js', '/attune.js'],
  ['/shop/upkeep.js', '/upkeep.js'],
  ['/shop/live.js', '/live.js'],
  ['/shop/release.json', '/release.json'],
  ['/shop/attune.mjs.map', '/attune.mjs.map'],
  ['/r-0123456789abcdef/attune.js', '/r-0123456789abcdef/attune.js'],
  ['/shop/r-0123456789abcdef/attune.js', '/r-0123456789abcdef/attune.js'],
  ['/r-0123456789abcdef/v1/events', '/v1/events'],
  ['/shop/r-0123456789abcdef/v1/events', '/v1/events'],
  ['/console/', '/console/'],
  ['/console/main.js', '/console/main.js'],
])('%s is routed as %s', (path, routed) => {
  expect(pathOf(path)).toBe(routed)
})

test('the configured prefix goes from every path', () => {
  expect(pathOf('/s3cret/console/', 's3cret')).toBe('/console/')
  expect(pathOf('/s3cret/v1/events', '/s3cret/')).toBe('/v1/events')
  expect(pathOf('/s3cret/upkeep.js', 's3cret')).toBe('/upkeep.js')
})
