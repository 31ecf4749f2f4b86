import { readFileSync } from 'node:fs'
import { brotliCompressSync } from 'node:zlib'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PageDecision } from '../../shared/api/page-api.ts'
import { axeFindings } from './parts/axe.ts'
import { adminToken, type ConsoleHost, foreignName, openConsole, settled } from './parts/console.ts'
import { press, type } from './parts/keyboard.ts'

const ada = 'console-visitor-ada'
const slots = ['home-hero', 'notice']
const places = [
  'now',
  'start',
  'people',
  `people/anonymous_id:${ada}`,
  'actions',
  'actions/new',
  'actions/hero-lighting',
  'content',
  'offers',
  'slots',
  'slots/home-hero',
  'journeys',
  'journeys/abandoned-cart',
  'journeys/new',
  'experiments',
  'suppressions',
  'segments',
  'segments/leftSomething',
  'traits',
  'traits/favouriteCategory',
  'publishing',
  'install',
  'settings',
  'sources',
  'channels',
  'channels/email',
]

let host: ConsoleHost

beforeAll(async () => {
  host = await openConsole()
  for (let i = 0; i < 4; i++) {
    await host.visit(ada, [
      { event: 'Product Viewed', properties: { product_id: `lamp-${i}`, category: 'lighting' } },
    ])
  }
}, 120_000)
afterAll(() => host?.close())

describe('an owner with a keyboard', () => {
  it('brings a rule from idea to live, sees why, and takes it back', async () => {
    const page = await host.open('actions')
    const before = (await host.visit(ada, [], { path: '/', slots })).map(({ action }) => action)
    expect(before).toContain('hero-lighting')

    await press(page, 'link', 'New action')
    await press(page, 'button', /^Blank/)
    await page.getByRole('heading', { name: 'blank', level: 1 }).waitFor()
    await type(page, 'Heading', 'Hello from the console')
    await type(page, 'Tier', '5')
    await page.getByText('All work is saved').waitFor()
    await type(page, 'Who', `anonymous_id:${ada}`)
    await page.keyboard.press('Enter')
    await page.getByText('home-hero shows blank').waitFor()
    await press(page, 'link', 'Review and publish')
    await page.getByText('actions › blank').first().waitFor()
    await type(page, 'What changes, in a few words', 'A first rule')
    await press(page, 'button', 'Check and publish')
    await page.getByText('No changes against version 2').waitFor()

    const [shown] = await untilShown('blank')
    expect(JSON.stringify(shown)).toContain('Hello from the console')

    await goTo(page, `people/anonymous_id:${ada}`)
    const why = page.locator('summary', { hasText: 'blank' }).first()
    await why.focus()
    await page.keyboard.press('Enter')
    await page.getByText('home-hero shows blank, variant main').waitFor()
    await page.getByRole('button', { name: 'What would it have taken?' }).first().focus()
    await page.keyboard.press('Enter')
    await page.getByRole('list', { name: 'It would have taken' }).waitFor()

    await press(page, 'link', 'Publishing')
    await press(page, 'button', 'Put back in force version 1')
    await page.getByText('No changes against version 3').waitFor()
    await untilShown('hero-lighting')
  })

  it('erases a person', async () => {
    const someone = 'console-visitor-erased'
    await host.visit(someone, [{ event: 'Product Viewed', properties: { product_id: 'x' } }])
    const page = await host.open(`people/anonymous_id:${someone}`)
    await press(page, 'button', 'Erase …')
    const field = page.getByRole('form', { name: 'Erase this person' }).getByRole('textbox')
    await field.focus()
    await page.keyboard.type(`anonymous_id:${someone}`)
    await press(page, 'button', 'Erase for good')
    await page.getByText('Nobody is known by this reference.').first().waitFor()
    expect((await host.admin(`profiles/anonymous_id:${someone}`)).status).toBe(404)
  })
})

describe('an empty site', () => {
  it('gets its first slot and its first action', async () => {
    const page = await host.open('actions', { site: 'fresh' })
    await press(page, 'link', 'New action')
    await type(page, 'Name of your first slot', 'hero')
    await press(page, 'button', /^Welcome new visitors/)
    await page.getByText('Nothing stands against publishing it.').waitFor()
    await page.getByText('All work is saved').waitFor()
    await press(page, 'link', 'Review and publish')
    await type(page, 'What changes, in a few words', 'The first')
    await press(page, 'button', 'Check and publish')
    await page.getByText('No changes against version 1').waitFor()
  })
})

describe('two editors', () => {
  it('never overwrite each other’s publication', async () => {
    const page = await host.open('actions/hesitating')
    await type(page, 'In a sentence', 'Mine')
    await page.getByText('All work is saved').waitFor()
    const inForce = await (await host.admin('config')).json()
    const theirs = structuredClone(inForce.config)
    theirs.actions['say-sorry'].description = 'Theirs'
    await host.admin('config', { method: 'PUT', body: JSON.stringify({ config: theirs }) })

    await press(page, 'link', 'Review and publish')
    await page.getByText('A newer version is in force.').waitFor()
    await press(page, 'button', 'Bring my changes over')
    await page.getByText('Nobody else touched the same.').waitFor()
    await press(page, 'button', 'Check and publish')
    await page.getByText(`No changes against version ${inForce.version + 2}`).waitFor()
    const { config } = await (await host.admin('config')).json()
    expect(config.actions.hesitating.description).toBe('Mine')
    expect(config.actions['say-sorry'].description).toBe('Theirs')
  })

  it('are asked when both change the same in the draft', async () => {
    const [mine, theirs] = await Promise.all([
      host.open('actions/at-the-till'),
      host.open('actions/at-the-till'),
    ])
    await type(theirs, 'In a sentence', 'Theirs')
    await theirs.getByText('All work is saved').waitFor()
    await type(mine, 'In a sentence', 'Mine')
    await mine.getByText('Somebody else has changed the same.').waitFor()
    await press(mine, 'button', 'Theirs')
    await mine.getByText('All work is saved').waitFor()
    const draft = await (await host.admin('draft')).json()
    expect(draft.config.actions['at-the-till'].description).toBe('Theirs')
    await host.admin('draft', { method: 'DELETE' })
  })
})

describe('every view', () => {
  // A handful at a time: axe takes its time on a busy machine.
  it.each(handfuls(places))('is accessible: %j', async (some) => {
    const page = await host.open('now')
    for (const place of some) {
      await goTo(page, place)
      expect({ place, found: await axeFindings(page) }).toEqual({ place, found: [] })
    }
  })

  it('has colours that can be told apart in the dark, too', async () => {
    const page = await host.open('now', { dark: true })
    for (const place of places) {
      await goTo(page, place)
      const found = await axeFindings(page, ['color-contrast', 'link-in-text-block'])
      expect({ place, found }).toEqual({ place, found: [] })
    }
  })

  it('fits on a phone, and keeps the policy of the page', async () => {
    const page = await host.open('now', { narrow: true })
    const broken: string[] = []
    page.on('console', (message) => {
      if (/Content Security Policy|Trusted/.test(message.text())) broken.push(message.text())
    })
    for (const place of places) {
      await goTo(page, place)
      const width = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
      expect({ place, width: Math.max(0, width), broken }).toEqual({ place, width: 0, broken: [] })
    }
  })
})

describe('a draft that is no configuration', () => {
  it('leaves the way to mend it open', async () => {
    const config = { name: 'Broken', actions: { half: {} } }
    await host.admin('draft', { method: 'PUT', body: JSON.stringify({ config, base: 1 }) })
    const page = await host.open('actions')
    await page.getByRole('heading', { name: 'This cannot be shown' }).waitFor()
    await press(page, 'link', 'Publishing')
    await page.getByText('actions.half.slots').first().waitFor()
    await press(page, 'button', 'Discard draft …')
    await press(page, 'button', 'Discard for good')
    await page.getByText('Nothing stands against publishing it.').waitFor()
  })
})

describe('away from one’s own machine', () => {
  it('the console asks for the token, once, and keeps it for the tab', async () => {
    const page = await (await host.browser.newContext()).newPage()
    const { port } = new URL(host.url)
    await page.goto(`http://${foreignName}:${port}/console/#/publishing`)
    await page.getByRole('heading', { name: 'Sign in', level: 1 }).waitFor()
    expect(await axeFindings(page)).toEqual([])
    await page.locator('summary', { hasText: 'you run the worker' }).focus()
    await page.keyboard.press('Enter')
    await type(page, 'Admin token', adminToken)
    await page.keyboard.press('Enter')
    await page.getByText('in force', { exact: true }).waitFor()
  })
})

describe('the first view', () => {
  it('costs at most 60 kB of compressed script', async () => {
    const page = await host.open('now')
    const loaded = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .map(({ name }) => new URL(name).pathname)
        .filter((path) => path.endsWith('.js'))
    )
    const bytes = loaded.map(
      (path) =>
        brotliCompressSync(readFileSync(new URL(`../../dist${path}`, import.meta.url))).length
    )
    expect(loaded).toContain('/console/main.js')
    expect(bytes.reduce((a, b) => a + b)).toBeLessThan(60_000)
  })

  it('is usable after less than a second of work', async () => {
    const page = await host.open('now')
    const session = await page.context().newCDPSession(page)
    // What the page's own thread has worked: a busy machine lets it wait, and that says nothing of it.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.reload({ waitUntil: 'commit' })
    await page.waitForSelector('h2')
    const { metrics } = await session.send('Performance.getMetrics')
    const worked = metrics.find(({ name }) => name === 'TaskDuration')?.value
    expect(worked).toBeGreaterThan(0)
    expect(worked).toBeLessThan(1)
  })
})

function handfuls(all: readonly string[]): [string[]][] {
  const count = Math.ceil(all.length / 6)
  return Array.from({ length: count }, (_, i) => [all.slice(i * 6, (i + 1) * 6)])
}

/** A place that has no link here: the address line is a keyboard’s, too. */
async function goTo(page: Page, place: string): Promise<void> {
  await page.evaluate((to) => {
    location.hash = `#/${to}`
  }, place)
  await settled(page)
}

/** What Ada is shown, once what was published has reached her. */
async function untilShown(action: string): Promise<PageDecision[]> {
  for (let tries = 0; tries < 40; tries++) {
    const decisions = await host.visit(ada, [], { path: '/', slots })
    const found = decisions.filter((one) => one.action === action)
    if (found.length > 0) return found
    await new Promise((resolve) => setTimeout(resolve, 250))
  }
  throw new Error(`${action} is never shown.`)
}
