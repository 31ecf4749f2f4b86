import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { eventsNamed, nextEvent, startSignals } from './parts/signals.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

async function open(html: string): Promise<Page> {
  const page = await pages.open({ html, path: '/checkout' })
  await startSignals(page)
  return page
}

const clicks = (page: Page, selector: string, clickCount: number) =>
  page.click(selector, { clickCount, delay: 20 })

describe('rage clicks', () => {
  test('three clicks on one spot within a second are told, once a burst', async () => {
    const page = await open('<button id="pay">Pay now</button>')
    await clicks(page, 'button', 6)
    expect(await eventsNamed(page, 'Rage Clicked')).toEqual([
      { event: 'Rage Clicked', properties: { target: 'button#pay', path: '/checkout' } },
    ])
  })

  test.each([
    ['two clicks', '<button>Pay now</button>', 2],
    ['stepping with a button that bears no word', '<button aria-label="More">+</button>', 6],
    ['a field that takes clicks', '<input type="number" value="1">', 5],
    ['selecting a paragraph', '<p>A paragraph to be selected</p>', 3],
  ])('%s is no rage', async (_, html, count) => {
    const page = await open(html)
    await clicks(page, 'body > *', count)
    expect(await eventsNamed(page, 'Rage Clicked')).toEqual([])
  })

  test('clicks in different places are no rage', async () => {
    const page = await open('<div style="height:600px;cursor:pointer">A map</div>')
    for (const y of [50, 150, 250, 350]) await page.mouse.click(100, y)
    expect(await eventsNamed(page, 'Rage Clicked')).toEqual([])
  })

  test('no more than five are told per showing', async () => {
    const page = await open('<button>Pay now</button>')
    for (let i = 0; i < 7; i++) {
      await clicks(page, 'button', 3)
      await page.waitForTimeout(1050)
    }
    expect(await eventsNamed(page, 'Rage Clicked')).toHaveLength(5)
  })
})

describe('dead clicks', () => {
  test.each([
    ['a button', '<button id="t">Buy</button>'],
    ['a link that leads nowhere', '<a href="#" id="t">Buy</a>'],
    ['something that looks like a control', '<span id="t" style="cursor:pointer">Buy</span>'],
  ])('%s that does nothing is told', async (_, html) => {
    const page = await open(html)
    // The first click on a placeholder link changes the address and no more.
    await page.click('#t')
    expect((await nextEvent(page, 'Dead Clicked')).properties.target).toMatch(/#t$/)
  })

  test.each([
    ['changes the page', '<button onclick="this.textContent = 1">Buy</button>'],
    [
      'changes it a second later',
      '<button onclick="setTimeout(() => this.title = 1, 900)">B</button>',
    ],
    ['moves the focus', '<button onclick="i.focus()">Buy</button><input id="i">'],
    [
      'scrolls',
      '<button onclick="window.scrollTo(0, 900)">Buy</button><div style="height:4000px">',
    ],
    ['opens a popover', '<button popovertarget="p">Buy</button><p popover id="p">More</p>'],
    ['opens a detail', '<details><summary>More</summary>Text</details>'],
    ['is a link elsewhere', '<a href="#end" id="end">Down</a>'],
    ['is disabled', '<button disabled>Buy</button>'],
    ['is plain text', '<p>Just text</p>'],
    ['is a label', '<label style="cursor:pointer"><input type="checkbox"> Yes</label>'],
  ])('a click on what %s is alive', async (_, html) => {
    const page = await open(html)
    await page.click('button, summary, a, p, label', { force: true })
    await page.waitForTimeout(1700)
    expect(await eventsNamed(page, 'Dead Clicked')).toEqual([])
  })

  test('a component that answers inside its shadow tree is alive', async () => {
    const page = await open('<div id="host"></div>')
    await page.evaluate(() => {
      const button = document.createElement('button')
      button.textContent = 'Buy'
      button.onclick = () => button.append('!')
      document.querySelector('#host')?.attachShadow({ mode: 'open' }).append(button)
    })
    await page.click('#host button')
    await page.waitForTimeout(1700)
    expect(await eventsNamed(page, 'Dead Clicked')).toEqual([])
  })

  test('clicks that a script makes up are not heard', async () => {
    const page = await open('<button>Buy</button>')
    await page.evaluate(() => {
      for (let i = 0; i < 5; i++) document.querySelector('button')?.click()
    })
    await page.waitForTimeout(1700)
    expect((await saidIn(page)).events).toEqual([])
  })
})

describe('page errors', () => {
  test('an error is told by its kind and place, without its message', async () => {
    const page = await open('<p>Shop</p>')
    await page.evaluate(() => setTimeout(() => Reflect.get(Object(null), 'a').canary))
    const { properties } = await nextEvent(page, 'Page Errored')
    expect(properties).toMatchObject({ name: 'TypeError', path: '/checkout' })
    expect(JSON.stringify(await saidIn(page))).not.toContain('canary')
  })

  test('a rejection that nobody handles is told; a request that the page gave up is not', async () => {
    const page = await open('<p>Shop</p>')
    await page.evaluate(() => {
      void Promise.reject(new DOMException('gone', 'AbortError'))
      void Promise.reject(new RangeError('canary'))
    })
    await nextEvent(page, 'Page Errored')
    const told = await eventsNamed(page, 'Page Errored')
    expect(told.map(({ properties }) => properties.name)).toEqual(['RangeError'])
  })

  test('requests that the server failed to answer are told, also those from before', async () => {
    pages.site.serve('/api/stock', { body: '', status: 503 })
    const page = await pages.open({ html: '<script>fetch("/api/stock?email=canary")</script>' })
    await page.waitForTimeout(200)
    await startSignals(page)
    expect((await nextEvent(page, 'Page Errored')).properties).toMatchObject({
      name: 'HTTP 503',
      source: `${pages.site.origin}/api/stock`,
    })
    expect(JSON.stringify(await saidIn(page))).not.toContain('canary')
  })

  test('our own requests and the visitor’s extensions are not told', async () => {
    pages.site.serve('/v1/events', { body: '', status: 503 })
    const page = await open('<p>Shop</p>')
    await page.evaluate(async () => {
      await fetch('/v1/events', { method: 'POST' })
      const filename = 'chrome-extension://abc/x.js'
      dispatchEvent(new ErrorEvent('error', { error: new Error('x'), filename, message: 'x' }))
      dispatchEvent(new ErrorEvent('error', { message: 'ResizeObserver loop completed' }))
    })
    await page.waitForTimeout(300)
    expect(await eventsNamed(page, 'Page Errored')).toEqual([])
  })

  test('no more than five errors are told per showing', async () => {
    const page = await open('<p>Shop</p>')
    await page.evaluate(() => {
      for (let i = 0; i < 50; i++) void Promise.reject(new Error(String(i)))
    })
    await page.waitForTimeout(300)
    expect(await eventsNamed(page, 'Page Errored')).toHaveLength(5)
  })
})
