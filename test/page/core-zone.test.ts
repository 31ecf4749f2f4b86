import { expect, test } from 'vitest'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()
const zones = () =>
  world.edge.requests
    .filter(({ body }) => JSON.stringify(body).includes('"type":"page"'))
    .map(({ body }) => body.context?.timezone)

/** Where nobody has been reading for ten seconds, a moment is enough. */
const quick = {
  timezoneId: 'Asia/Tokyo',
  init: () => {
    const wait = window.setTimeout
    const soon = (run: () => void, ms?: number, ...args: unknown[]) =>
      wait(run, ms === 10_000 ? 10 : ms, ...args)
    Object.assign(window, { setTimeout: soon })
  },
}

test('a first page tells its clock’s offset, and later ones the name of the zone', async () => {
  const { page } = await world.visit('/', quick)
  await until(() => zones().length === 1)
  await pause(1_200)
  await page.reload()
  await until(() => zones().length === 2)
  expect(zones()).toEqual(['+0900', 'Asia/Tokyo'])
})

test('a head snippet tells the name as well', async () => {
  world.serve('/', { snippet: 'hero' })
  const { page } = await world.visit('/', quick)
  await until(() => zones().length === 1)
  await pause(1_200)
  await page.reload()
  await until(() => zones().length === 2)
  expect(zones()[1]).toBe('Asia/Tokyo')
})
