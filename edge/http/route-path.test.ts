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
  ['/console/', '/console/'],
  ['/console/main.js', '/console/main.js'],
])('%s is routed as %s', (path, routed) => {
  expect(pathOf(path)).toBe(routed)
})

test('the configured prefix goes from every path', () => {
  expect(pathOf('/s3cret/console/', 's3cret')).toBe('/console/')
  expect(pathOf('/s3cret/v1/events', '/s3cret/')).toBe('/v1/events')
})
