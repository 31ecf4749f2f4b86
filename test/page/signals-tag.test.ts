import { expect, test } from 'vitest'
import { until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

/** Signals as the whole tag loads them, with what came before them. */
const world = useWorld()

const product =
  '<script type="application/ld+json">{ "@type": "Product", "name": "Boots", "sku": "b1" }</script>'

test('a product of the markup arrives, and a purchase that was pushed before the tag came', async () => {
  world.serve('/', {
    body: product,
    head: `<script>dataLayer = [{ event: 'purchase', ecommerce: { transaction_id: 'o1', items: [{ item_id: 'b1' }] } }]</script>`,
  })
  const { errors } = await world.visit()
  await until(() => world.edge.named('Product Viewed').length > 0)
  await until(() => world.edge.named('purchase').length > 0)
  expect(world.edge.malformed).toEqual([])
  expect(errors).toEqual([])
})

test('a product that the page told of before the tag came is not told of by its markup', async () => {
  const queue = 'attune = (...call) => (attune.q ??= []).push(call)'
  const call = "attune('track', 'Product Viewed', { product_id: 'b1' })"
  world.serve('/', { head: `<script>${queue}; ${call}</script>`, body: product })
  const { page } = await world.visit()
  await until(() => world.edge.named('Product Viewed').length > 0)
  await page.waitForTimeout(3_000)
  expect(world.edge.named('Product Viewed')).toHaveLength(1)
})

test('V1, V5: what needs consent waits for the answer of a TCF platform', async () => {
  world.serve('/', {
    tag: 'data-consent="required"',
    head: '<script>__tcfapi = (command, version, hear) => { answerTcf = hear }</script>',
  })
  const { page } = await world.visit()
  await page.waitForFunction(() => 'answerTcf' in window)
  await page.waitForTimeout(1_500)
  expect(world.edge.applied).toEqual([])
  await page.evaluate(
    `answerTcf({ eventStatus: 'useractioncomplete', gdprApplies: true, purpose: { consents: { 1: true, 5: true, 6: true } } }, true)`
  )
  await until(() => world.edge.named('page').length > 0)
  const { body } = world.edge.requests.at(-1) ?? {}
  expect(body?.context?.consent).toMatchObject({ personalization: true })
})

test('attention is told as the page is left, and arrives with the next', async () => {
  world.serve('/next', { body: 'Next' })
  const { page } = await world.visit()
  await until(() => world.edge.named('page').length > 0)
  await page.waitForTimeout(2_000)
  await page.goto(`${world.site.origin}/next`)
  await until(() => world.edge.named('Page Engaged').length > 0)
  const [engaged] = world.edge.named('Page Engaged')
  expect(engaged?.properties).toMatchObject({ path: '/', returns: 0 })
})
