import { expect, test } from 'vitest'
import { everywhere, words } from './tools/decisions.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()

const withSnippet = { snippet: 'hero', body: '<p data-attune-slot="hero">Default</p>' }

test('A4: a device that nothing is known of gets its default content, and no error', async () => {
  world.serve('/', withSnippet)
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  expect(await page.getByText('Default').isVisible()).toBe(true)
  expect(world.edge.malformed).toEqual([])
})

test('the snippet asks for the next page before the script has come, in one request', async () => {
  world.serve('/', withSnippet)
  world.serve('/next', withSnippet)
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length === 1)
  await pause(600)
  world.edge.decide = everywhere(() => words('Decided'))
  const before = world.edge.requests.length
  await page.goto(`${world.site.origin}/next`)
  await page.getByText('Decided').waitFor()
  const asked = world.edge.requests.slice(before).filter(({ body }) => body.slots?.includes('hero'))
  expect(asked.map(({ body }) => 'events' in body && body.events.map(({ type }) => type))).toEqual([
    ['page'],
  ])
  // Only the head has no title to tell of yet: the request is the snippet's, not the script's.
  expect(JSON.stringify(asked)).not.toContain('"title"')
  await pause(800)
  expect(world.edge.named('page')).toHaveLength(2)
  expect(world.edge.malformed).toEqual([])
})
