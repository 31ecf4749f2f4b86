import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type ConsoleHost, openConsole } from './parts/console.ts'
import { press, type } from './parts/keyboard.ts'

let host: ConsoleHost

beforeAll(async () => {
  host = await openConsole()
  for (const name of ['ada', 'ben']) {
    await host.visit(`console-visitor-${name}`, [
      { event: 'Product Viewed', properties: { product_id: 'lamp', category: 'lighting' } },
    ])
  }
}, 120_000)
afterAll(() => host?.close())

const saved = (page: Page) => page.getByText('All work is saved').waitFor()
const draft = async (site = 'demo') => {
  const { url } = host
  const answer = await host.admin('draft', {}, site)
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`)
  return (await answer.json()).config
}

describe('the text editor', () => {
  it('completes by the schema and tells a problem at its line', async () => {
    const page = await host.open('slots/home-hero')
    await press(page, 'button', 'Text')
    const editor = page.getByRole('textbox', { name: 'home-hero as text' })
    await editor.focus()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('{ "default": "Calm", "placem" }')
    for (const _ of '" }') await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+Space')
    await page.getByRole('option', { name: '"placement"' }).waitFor()
    await page.keyboard.press('Enter')
    await page.keyboard.insertText('"nowhere"')
    await editor.getByText('"nowhere"').waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('{ "default": "Calm", "placement": "nowhere" }')
    await page.getByText('"nowhere" is none of the values').first().waitFor()
    await page.keyboard.press('ControlOrMeta+a')
    await page.keyboard.insertText('{ "default": "Calm", "placement": "append" }')
    await saved(page)
    await expect
      .poll(async () => (await draft()).slots['home-hero'])
      .toEqual({
        default: 'Calm',
        placement: 'append',
      })
    await host.admin('draft', { method: 'DELETE' })
  })

  it('is left by Tab, as every field is', async () => {
    const page = await host.open('slots/notice')
    await press(page, 'button', 'Text')
    await page.getByRole('textbox', { name: 'notice as text' }).focus()
    await page.keyboard.press('Tab')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.shadowRoot === null))
      .toBe(true)
  })
})

describe('a segment that is being written', () => {
  it('says at once how many of the recent visitors it holds, and whom', async () => {
    const page = await host.open('segments')
    await type(page, 'Name of a new segment', 'lampLovers')
    await page.keyboard.press('Enter')
    await page.getByText('2 of 2').waitFor()
    await press(page, 'button', '+ Condition')
    await type(page, 'Fact', 'events.Order Completed.count')
    await type(page, 'Value', '7')
    await page.getByText('0 of 2').waitFor()
    await host.admin('draft', { method: 'DELETE' })
  })
})

describe('a ready programme', () => {
  it('is switched on with everything that it needs, and passes the check', async () => {
    const page = await host.open('journeys/new')
    await press(page, 'button', 'Switch on birthday')
    await page.getByRole('heading', { name: 'birthday', level: 1 }).waitFor()
    await page.getByText('Nothing stands against publishing it.').waitFor()
    await saved(page)
    await host.admin('draft', { method: 'DELETE' })
  })
})

describe('the command palette', () => {
  it('goes anywhere by name', async () => {
    const page = await host.open('now')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox', { name: 'Go to' }).waitFor()
    await page.keyboard.type('hero-lig')
    await page.getByRole('option', { name: 'hero-lighting action', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'hero-lighting', level: 1 }).waitFor()
  })

  it('is closed by Escape, and gives the focus back', async () => {
    const page = await host.open('now')
    await press(page, 'button', /^Go to/)
    await page.getByRole('combobox', { name: 'Go to' }).waitFor()
    await page.keyboard.press('Escape')
    const focused = await page.evaluate(() => document.activeElement?.textContent)
    expect(focused).toContain('Go to')
  })
})

describe('an empty site', () => {
  it('comes to a first personalised slot on one page', async () => {
    const page = await host.open('now', { site: 'five-minutes' })
    await press(page, 'link', 'Set it up in five minutes')
    await type(page, 'Name of your first slot', 'hero')
    await press(page, 'button', /^Hero by favourite category/)
    await page.getByText('Nothing stands against publishing it.').waitFor()
    await saved(page)
    await type(page, 'What changes, in a few words', 'The first')
    await press(page, 'button', 'Check and publish')
    await page.getByText('It is live.').waitFor()
    const { config } = await (await host.admin('config', {}, 'five-minutes')).json()
    expect(Object.keys(config.actions)).toEqual(['hero-by-category'])
    expect(Object.keys(config.traits)).toEqual(['favouriteCategory'])
  })
})

describe('what was removed', () => {
  it('comes back by one key', async () => {
    const page = await host.open('suppressions')
    await type(page, 'Name of a new suppression', 'quiet')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'quiet', level: 1 }).waitFor()
    await press(page, 'button', 'Remove')
    await press(page, 'button', 'Undo')
    await page.getByRole('link', { name: 'quiet' }).waitFor()
    await saved(page)
    await host.admin('draft', { method: 'DELETE' })
  })
})
