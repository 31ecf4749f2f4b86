import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import type { JsonObject } from '../shared/event/json.ts'
import { type ConsoleHost, type Deed, openConsole, settled } from '../test/page/parts/console.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

const folder = fileURLToPath(new URL('../docs/img/', import.meta.url))
const ada = 'console-visitor-ada'

/** Every view that the documentation shows: the place, and what to do before the picture is taken. */
const views: Record<string, string> = {
  now: 'now',
  start: 'start',
  people: 'people',
  person: `people/anonymous_id:${ada}`,
  actions: 'actions',
  templates: 'actions/new',
  action: 'actions/hero-lighting',
  slot: 'slots/home-hero',
  text: 'slots/home-hero',
  content: 'content',
  offers: 'offers',
  journeys: 'journeys',
  journey: 'journeys/abandoned-cart',
  experiment: 'experiments/lighting-words',
  suppressions: 'suppressions',
  segments: 'segments',
  segment: 'segments/leftSomething',
  traits: 'traits',
  trait: 'traits/favouriteCategory',
  sources: 'sources',
  channel: 'channels/email',
  publishing: 'publishing',
  install: 'install',
  settings: 'settings',
  members: 'members',
}

/** Takes the pictures of the console's documentation, from the real console with people in it. */
async function takePictures(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const host = await step('Console', openConsole, ({ url }) => url)
  try {
    await fill(host)
    for (const [name, place] of Object.entries(views)) {
      await step(
        name,
        () => take(host, name, place),
        (path) => path
      )
    }
  } finally {
    await host.close()
  }
}

async function take(host: ConsoleHost, name: string, place: string): Promise<string> {
  const page = await host.open(place)
  if (name === 'person') {
    await page.locator('summary', { hasText: 'hero-lighting' }).first().click()
    await page.getByText('home-hero shows hero-lighting').waitFor()
  }
  if (name === 'action') {
    await page.getByLabel('Who', { exact: true }).fill(`anonymous_id:${ada}`)
    await page.getByRole('button', { name: 'Who would win?' }).click()
    await page
      .getByText(/^home-hero (shows|keeps)/)
      .first()
      .waitFor()
  }
  if (name === 'text') {
    await page.getByRole('button', { name: 'Text', exact: true }).click()
    const editor = page.getByRole('textbox', { name: 'home-hero as text' })
    await editor.fill('{\n  "description": "The large picture",\n  "placement": "nowhere"\n}')
    await page.getByText('is none of the values').first().waitFor()
  }
  if (name === 'experiment') {
    await page.getByRole('button', { name: 'Read the figures' }).click()
    await page.getByRole('button', { name: 'Read again' }).waitFor()
  }
  await settled(page)
  const path = `${folder}console-${name}.png`
  await page.screenshot({ path })
  await page.context().close()
  return path
}

/** People who look at things, and a change that waits to be published. */
async function fill(host: ConsoleHost): Promise<void> {
  const departments = ['lighting', 'lighting', 'bedding', 'lighting', 'kitchen']
  const names = ['ben', 'mei', 'olu', 'zoe', 'kai', 'eva', 'tom', 'lea', 'max', 'ida', 'pia']
  const visitors = [ada, ...names.map((name) => `console-visitor-${name}`)]
  for (const [i, visitor] of visitors.entries()) {
    for (let n = 0; n < 5; n++) {
      const properties = {
        product_id: `item-${n}`,
        category: departments[i % departments.length] ?? '',
        name: `Item ${n}`,
      }
      await seeAndAnswer(host, visitor, properties)
    }
  }
  const { config, version } = await (await host.admin('config')).json()
  config.actions.hesitating.value = 3
  config.actions['welcome-back'].variants.main.content.blocks[0].text = 'Welcome back.'
  const body = JSON.stringify({ config, base: version })
  await host.admin('draft', { method: 'PUT', body })
  await letIn(host)
}

/** Members of every role, somebody who is invited, and a pipeline. */
async function letIn(host: ConsoleHost): Promise<void> {
  const post = async (path: string, body: object) =>
    (await host.admin(path, { method: 'POST', body: JSON.stringify(body) })).json()
  const roles = { Ada: 'owner', Mei: 'publisher', Ben: 'editor' }
  for (const [name, role] of Object.entries(roles)) {
    const email = `${name.toLowerCase()}@shop.example`
    const { token } = await post('invitations', { email, role })
    await fetch(`${host.url}/v1/admin/sites/demo/join`, {
      method: 'POST',
      headers: { origin: host.url, 'content-type': 'application/json' },
      body: JSON.stringify({ token, name, password: 'a few words in a row' }),
    })
  }
  await post('invitations', { email: 'zoe@shop.example', role: 'viewer' })
  await post('access-keys', { name: 'Deploy pipeline', role: 'publisher' })
}

/** Somebody looks at a thing, sees what was decided for it, and now and then comes to the goal. */
async function seeAndAnswer(host: ConsoleHost, visitor: string, properties: JsonObject) {
  const decisions = await host.visit(visitor, [{ event: 'Product Viewed', properties }])
  const seen: Deed[] = decisions.map(({ id, action, slot, variant }) => ({
    event: 'Decision Rendered',
    properties: { decision: id, action, slot, ...(variant !== undefined && { variant }) },
  }))
  if (visitor !== ada && /[aeiu]$/.test(visitor)) seen.push({ event: 'Product Added', properties })
  if (seen.length > 0) await host.visit(visitor, seen, { path: '/', slots: [] })
}

if (import.meta.main) await main(takePictures)
