import type { BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { axeFindings } from './parts/axe.ts'
import { adminToken, type ConsoleHost, foreignName, openConsole, settled } from './parts/console.ts'

let host: ConsoleHost
/** Ada's and Ben's browsers. */
let ada: BrowserContext
let ben: BrowserContext

beforeAll(async () => {
  host = await openConsole()
  ada = await host.browser.newContext({ reducedMotion: 'reduce' })
  ben = await host.browser.newContext({ reducedMotion: 'reduce' })
}, 120_000)
afterAll(() => host?.close())

const at = (place: string) => `${host.url}/console/?site=demo#/${place}`
const fill = async (page: Page, entries: Record<string, string>) => {
  for (const [label, value] of Object.entries(entries)) await page.getByLabel(label).fill(value)
}
const press = (page: Page, name: string) => page.getByRole('button', { name }).click()

/** Somebody opens the console in a browser of theirs. */
async function go(context: BrowserContext, place: string): Promise<Page> {
  const page = await context.newPage()
  await page.goto(place.includes('//') ? place : at(place))
  await settled(page)
  return page
}

describe('a site that nobody has an account of', () => {
  it('gets its first owner, who invites an editor, whose proposal the owner publishes', async () => {
    const owner = await go(ada, 'setup')
    await fill(owner, {
      ...{ 'Set-up token': adminToken, 'E-mail address': 'ada@shop.example' },
      ...{ 'Your name': 'Ada', Password: 'a few words in a row' },
    })
    await press(owner, 'Make the account')
    await owner.getByRole('heading', { name: 'Members' }).waitFor()
    await fill(owner, { 'E-mail address': 'ben@shop.example' })
    await press(owner, 'Make the link')
    await owner.getByText('For ben@shop.example alone').waitFor()
    const invitation = await owner.locator('.snippet pre').first().innerText()

    const editor = await go(ben, invitation)
    await fill(editor, { 'Your name': 'Ben', Password: 'another few words' })
    await press(editor, 'Join')
    await editor.getByRole('region', { name: 'Account' }).getByText('editor').waitFor()
    await editor.goto(at('actions/hesitating'))
    await settled(editor)
    await fill(editor, { 'In a sentence': 'Proposed by Ben' })
    await editor.getByText('All work is saved').waitFor()
    await editor.goto(at('publishing'))
    await settled(editor)
    await fill(editor, { 'What changes, in a few words': 'A clearer sentence' })
    await press(editor, 'Check and propose')
    await editor.getByRole('link', { name: 'A clearer sentence' }).click()
    await editor.getByText('Yours: somebody else has to say yes or no.').waitFor()

    await owner.goto(at('proposals'))
    await owner.getByRole('link', { name: 'A clearer sentence' }).click()
    await owner.getByText('"Proposed by Ben"').waitFor()
    await fill(owner, { 'A word on it': 'Good' })
    await press(owner, 'Approve and publish')
    await owner.getByText('approved by ada@shop.example').waitFor()
    const { version, by } = await (await host.admin('config')).json()
    expect([version, by]).toEqual([2, 'ben@shop.example'])
  })

  it('has sessions that no script can read', async () => {
    const page = await go(ada, 'now')
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const cookies = await ada.cookies(host.url)
    expect(cookies.map(({ name }) => name)).toContain('__Host-attune-demo')
    for (const { httpOnly, secure, sameSite } of cookies) {
      expect([httpOnly, secure, sameSite]).toEqual([true, true, 'Strict'])
    }
  })

  it('lets a tab go on when another one has signed in anew', async () => {
    const page = await go(ada, 'members')
    const other = await go(ada, 'setup')
    await other.evaluate(async () => {
      const body = JSON.stringify({ email: 'ada@shop.example', password: 'a few words in a row' })
      const headers = { 'content-type': 'application/json' }
      await fetch('/v1/admin/sites/demo/session', { method: 'POST', headers, body })
    })
    await fill(page, { 'What the key is for': 'pipeline' })
    await press(page, 'Make a key')
    await page.getByText('Your new key.').waitFor()
  })

  it('gives a member another password, for the present one', async () => {
    const page = await go(ben, 'now')
    await page.getByRole('link', { name: 'Ben' }).click()
    await fill(page, { 'Present password': 'a guess', 'New password': 'quite other few words' })
    await press(page, 'Change the password')
    await page.getByText('The present password is another one.').waitFor()
    await fill(page, { 'Present password': 'another few words' })
    await press(page, 'Change the password')
    await page.getByText('Your password is changed.').waitFor()
  })

  it('lets people out', async () => {
    const page = await go(ben, 'now')
    await press(page, 'Sign out')
    // On this machine nobody needs an account, and the console says so.
    await page.getByText('No password: this machine only').waitFor()
    const names = (await ben.cookies(host.url)).map(({ name }) => name)
    expect(names).not.toContain('__Host-attune-demo')
  })
})

describe('how people come in', () => {
  const port = () => new URL(host.url).port

  it('is asked of strangers alone, with nothing of the site around it', async () => {
    const page = await go(
      await host.browser.newContext(),
      `http://${foreignName}:${port()}/console/?site=demo`
    )
    await page.getByRole('heading', { name: 'Sign in' }).waitFor()
    expect(await page.getByRole('navigation').count()).toBe(0)
    await fill(page, { 'E-mail address': 'ada@shop.example', Password: 'a guess' })
    await press(page, 'Sign in')
    await page.getByText('The address or the password is wrong.').waitFor()
  })

  it.each([false, true])('has nothing that axe would find (dark: %s)', async (isDark) => {
    const context = await host.browser.newContext({
      ...{ colorScheme: isDark ? 'dark' : 'light', reducedMotion: 'reduce' },
      viewport: { width: isDark ? 375 : 1_280, height: 812 },
    })
    const doors = [`http://${foreignName}:${port()}/console/?site=demo`, 'join/token', 'setup']
    for (const place of [...doors, 'members', 'proposals', 'proposals/1', 'account']) {
      const page = await go(context, place)
      expect({ place, findings: await axeFindings(page) }).toEqual({ place, findings: [] })
      const isWide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)
      expect({ place, isWide }).toEqual({ place, isWide: false })
      await page.close()
    }
  })
})
