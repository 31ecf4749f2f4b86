import type { Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { PreviewAnswer } from '../../shared/api/preview-api.ts'
import { axeFindings } from './parts/axe.ts'
import { documentOf, openPages, type Pages, saidIn } from './parts/pages.ts'
import { expectNoViolation, policies } from './parts/strict.ts'
import { xssVectors } from './parts/xss-vectors.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('inspector')
})
afterAll(() => pages.close())
beforeEach(() => {
  pages.site.posted.length = 0
  answer(200, explained)
})

const explained: PreviewAnswer = {
  config: 42,
  draft: 'spring',
  now: 0,
  until: 12 * 60_000,
  decisions: [],
  profile: { segments: [] },
  slots: [
    {
      slot: 'hero',
      headline: 'hero shows spring-boots, variant b, before 1 other.',
      action: 'spring-boots',
      variant: 'b',
      candidates: [
        { action: 'spring-boots', outcome: 'chosen', words: 'Chosen: tier 1, score 0.4.' },
        {
          action: 'newsletter',
          outcome: 'not_in_audience',
          words: 'Not in the audience: traits.orders is 3, has to be 0.',
        },
      ],
    },
    {
      slot: 'overlay',
      headline: 'overlay keeps its default content: no action was eligible.',
      candidates: [],
    },
  ],
}

function answer(status: number, body: unknown) {
  const type = 'application/json' as const
  pages.site.serve('/v1/preview', { type, status, body: JSON.stringify(body) })
}

const html = documentOf(
  `<main><h1>Boots</h1><div data-attune-slot="hero" style="height:80px">Default</div>
  <p style="height:1500px">Text</p><div data-attune-slot="aside">Default</div></main>`,
  '<style>:root { color-scheme: light dark; background: light-dark(#fff, #111) }</style>'
).replace('<html', '<html data-slots="overlay"')

async function open(path = '/?attune_preview=t1'): Promise<Page> {
  const page = await pages.open({ html, path })
  await page.evaluate(() => {
    // The fixture hands settings over as the tag would: a list.
    window.host.settings.slots = ['overlay']
  })
  await inspect(page)
  return page
}

const inspect = async (page: Page) => {
  await page.evaluate("import('/part.js').then(({ open }) => open(window.host))")
  await page.evaluate(() => window.core.decide([]))
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Attune preview' })

test('every slot is listed with its decision, and the reasons in words', async () => {
  const page = await open()
  await expect.poll(() => panel(page).locator('summary').allInnerTexts()).toHaveLength(3)
  const lines = await panel(page).locator('summary').allInnerTexts()
  expect(lines.map((line) => line.replace(/\s+/g, ' '))).toEqual([
    'hero spring-boots · b',
    'aside default content',
    'overlay default content',
  ])
  await panel(page).getByText('spring-boots · b').click()
  await panel(page).getByText('Not in the audience: traits.orders is 3, has to be 0.').waitFor()
  expect(await panel(page).getByRole('status').innerText()).toBe(
    'Draft spring, based on version 42. What is asked here is not counted. The link ends in 12 min.'
  )
})

test('the token travels in the body, leaves the address, and lasts as long as the tab', async () => {
  const page = await open('/?attune_preview=t1&size=42')
  await panel(page).waitFor()
  expect(page.url()).toBe(`${pages.site.origin}/?size=42`)
  expect(JSON.parse(pages.site.posted[0]?.body ?? '{}')).toEqual({
    key: 'pk_test',
    slots: ['hero', 'aside', 'overlay'],
    preview: 't1',
  })
  await page.reload()
  await page.addScriptTag({ url: '/host.js', type: 'module' })
  await page.waitForFunction(() => 'host' in window)
  await inspect(page)
  await panel(page).waitFor()
})

test('leaving ends the preview', async () => {
  const page = await open()
  await panel(page).getByRole('button', { name: 'Leave' }).click()
  expect(await page.locator('attune-inspector').count()).toBe(0)
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
})

test('without a token nothing opens and nothing is asked', async () => {
  const page = await open('/')
  await page.waitForTimeout(300)
  expect(await page.locator('attune-inspector').count()).toBe(0)
  expect(pages.site.posted).toEqual([])
})

test('S23: messages from other windows have no effect', async () => {
  const page = await pages.open({ html })
  await inspect(page)
  await page.evaluate(() => {
    const forged = [
      'open',
      'preview',
      { type: 'attune:preview', token: 't1' },
      { attune_preview: 't1' },
    ]
    for (const message of forged) {
      postMessage(message, '*')
      postMessage(JSON.stringify(message), '*')
      dispatchEvent(new MessageEvent('message', { data: message, origin: location.origin }))
    }
  })
  await page.waitForTimeout(300)
  expect(await page.locator('attune-inspector').count()).toBe(0)
  expect(await page.evaluate(() => sessionStorage.length)).toBe(0)
  expect(pages.site.posted).toEqual([])
})

test.each([
  [401, 'The preview link has ended, or is not for this site. Make a new one in the console.'],
  [404, 'This edge does not explain decisions. Below are those that the page received.'],
  [503, 'The edge gave an answer that cannot be read (503). Ask again, or look into its log.'],
  [200, 'The edge gave an answer that cannot be read (200). Ask again, or look into its log.'],
])(
  'after an answer %i it says what to do, and shows what the page received',
  async (status, words) => {
    answer(status, status === 200 ? '<html>' : {})
    const page = await open()
    await page.evaluate(() =>
      window.core.decide([
        { slot: 'hero', id: 'd1', action: 'boots', content: { type: 'text', text: 'Hi' } },
      ])
    )
    await panel(page).getByText(words).waitFor()
    await panel(page).locator('summary').first().click()
    await panel(page).getByText('hero got boots, as decision d1.').waitFor()
  }
)

test('a frame lies on each slot, follows it, and opens its reasons', async () => {
  const page = await open()
  const slot = page.locator('[data-attune-slot=hero]')
  const frame = page.locator('attune-inspector .frame').first()
  await frame.waitFor()
  expect(await frame.boundingBox()).toEqual(await slot.boundingBox())
  await page.evaluate(() => scrollTo(0, 30))
  await expect.poll(() => frame.boundingBox()).toEqual(await slot.boundingBox())
  await frame.getByRole('button').click()
  expect(await panel(page).locator('details[open] .headline').innerText()).toBe(
    'hero shows spring-boots, variant b, before 1 other.'
  )
})

test('the page is not changed by looking at it, and nothing is counted', async () => {
  const page = await pages.open({ html, path: '/?attune_preview=t1' })
  const measure = () => page.evaluate(() => document.querySelector('main')?.outerHTML)
  const before = await measure()
  await inspect(page)
  await panel(page).waitFor()
  expect(await measure()).toBe(before)
  const { events, outcomes, errors } = await saidIn(page)
  expect({ events, outcomes, errors }).toEqual({ events: [], outcomes: [], errors: [] })
})

test.each(['light', 'dark'] as const)('axe finds nothing in it, %s', async (colorScheme) => {
  const page = await pages.open({ html, path: '/?attune_preview=t1', context: { colorScheme } })
  await inspect(page)
  for (const summary of await panel(page).locator('summary').all()) await summary.click()
  expect(await axeFindings(page)).toEqual([])
})

test.each(policies)('S3: the inspector breaks no policy: %s', async (policy) => {
  const page = await expectNoViolation(pages, policy, 'part.open(host); core.decide([])')
  await panel(page).waitFor()
})

test('S1: nothing that the edge says is markup', async () => {
  const bad = xssVectors.map((vector) => ({
    slot: vector,
    headline: vector,
    action: vector,
    variant: vector,
    candidates: [{ action: vector, outcome: 'chosen', words: vector }],
  }))
  answer(200, { ...explained, draft: xssVectors.join(''), slots: bad })
  const page = await pages.open({ html, path: '/?attune_preview=t1' })
  await page.evaluate((slots) => {
    Object.assign(window, { ran: 0 })
    window.host.settings.slots = slots
  }, xssVectors)
  await inspect(page)
  await panel(page).waitFor()
  await page.waitForTimeout(500)
  expect(await page.evaluate(() => Reflect.get(window, 'ran'))).toBe(0)
  const nodes = await page
    .locator('attune-inspector')
    .evaluate((host) => host.shadowRoot?.querySelectorAll('img, script, svg, iframe, a').length)
  expect(nodes).toBe(0)
})
