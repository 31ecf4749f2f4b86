import { expect, test } from 'vitest'
import type { PageDecision } from '../../shared/api/page-api.ts'
import { overlay, shop } from './parts/overlays.ts'
import { until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

/** The whole tag with the parts that it loads, against an edge that speaks the page contract. */
const world = useWorld()
const tag = 'data-slots="overlay"'

const welcome: PageDecision = {
  ...overlay('modal', [
    { type: 'text', text: 'Ten per cent' },
    {
      type: 'form',
      event: 'Newsletter Subscribed',
      submit: 'Send',
      fields: [{ name: 'email', label: 'Mail' }],
    },
  ]),
  slot: 'overlay',
}
const decideWelcome = () => {
  world.edge.decide = ({ slots }) => (slots?.includes('overlay') ? [welcome] : [])
}

test('an overlay that the edge decides is shown, and all that comes of it arrives once', async () => {
  decideWelcome()
  world.serve('/', { tag, body: shop })
  const { page, errors } = await world.visit()
  await page.getByText('Ten per cent').waitFor()
  await page.waitForTimeout(1_200)
  await page.getByLabel('Mail').fill('ada@example.com')
  await page.getByRole('button', { name: 'Send' }).click()
  await page.keyboard.press('Escape')
  await until(() => world.edge.named('Decision Dismissed').length > 0)
  const told = world.edge.applied.flatMap(({ event = [] }) => event)
  expect(told.filter((name) => /^(Decision|Newsletter)/.test(name)).sort()).toEqual([
    'Decision Clicked',
    'Decision Converted',
    'Decision Dismissed',
    'Decision Rendered',
    'Decision Viewed',
    'Newsletter Subscribed',
  ])
  expect(world.edge.malformed).toEqual([])
  expect(errors).toEqual([])
})

test('an overlay of the page before goes when the router shows another, decided anew', async () => {
  decideWelcome()
  world.serve('/', { tag, body: shop })
  const { page } = await world.visit()
  await page.getByText('Ten per cent').waitFor()
  world.edge.decide = () => []
  await page.evaluate(() => history.pushState(null, '', '/hats'))
  await expect.poll(() => page.getByText('Ten per cent').count(), { timeout: 3_000 }).toBe(0)
})

test('S3: under a strict policy the tag, its parts and an overlay break nothing', async () => {
  decideWelcome()
  const policy = `default-src 'none'; script-src 'nonce-n' 'strict-dynamic'; connect-src ${world.edge.origin}; style-src 'none'; img-src data:; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'`
  world.serve('/', {
    tag: `${tag} nonce="n"`,
    head: `<script nonce="n">violations = []; addEventListener('securitypolicyviolation', (e) => violations.push(e.violatedDirective + ' ' + e.blockedURI))</script>`,
    headers: { 'content-security-policy': policy },
    body: '<h1>Strict</h1>',
  })
  const { page, errors } = await world.visit()
  await page.getByText('Ten per cent').waitFor()
  await page.waitForTimeout(2_000)
  expect(await page.evaluate('violations')).toEqual([])
  expect(errors).toEqual([])
})

test('a preview token in the address opens the inspector', async () => {
  world.serve('/', { tag })
  const { page } = await world.visit('/?attune_preview=t1')
  await page.getByRole('complementary', { name: 'Attune preview' }).waitFor()
  expect(page.url()).toBe(`${world.site.origin}/`)
})
