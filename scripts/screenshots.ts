import { mkdir } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { type ConsoleHost, openConsole } from '../test/page/parts/console.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

const folder = fileURLToPath(new URL('../docs/img/', import.meta.url))
const ada = 'console-visitor-ada'

/** Every view that the documentation shows: the place, and what to do before the picture is taken. */
const views: Record<string, string> = {
  now: 'now',
  person: `people/anonymous_id:${ada}`,
  actions: 'actions',
  templates: 'actions/new',
  action: 'actions/hero-lighting',
  segments: 'segments',
  segment: 'segments/leftSomething',
  journey: 'journeys/abandoned-cart',
  publishing: 'publishing',
  install: 'install',
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
    await page.getByText('home-hero shows').waitFor()
  }
  const path = `${folder}console-${name}.png`
  await page.screenshot({ path })
  await page.context().close()
  return path
}

/** People who look at things, and a change that waits to be published. */
async function fill(host: ConsoleHost): Promise<void> {
  const departments = ['lighting', 'bedding', 'kitchen']
  for (const [i, visitor] of [ada, 'console-visitor-ben', 'console-visitor-mei'].entries()) {
    for (let n = 0; n < 5; n++) {
      const properties = {
        product_id: `item-${n}`,
        category: departments[i] ?? '',
        name: `Item ${n}`,
      }
      await host.visit(visitor, [{ event: 'Product Viewed', properties }])
    }
  }
  const { config, version } = await (await host.admin('config')).json()
  config.actions.hesitating.value = 3
  config.actions['welcome-back'].variants.main.content.blocks[0].text = 'Welcome back.'
  const body = JSON.stringify({ config, base: version })
  await host.admin('draft', { method: 'PUT', body })
}

if (import.meta.main) await main(takePictures)
