import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { startSignals } from './parts/signals.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

async function consentsOf(html: string) {
  const page = await pages.open({ html })
  await startSignals(page)
  await page.waitForTimeout(100)
  return (await saidIn(page)).consents
}

/** A consent platform that gives these answers, one after the other. */
const cmp = (...answers: unknown[]) => `<script>
  __tcfapi = (command, version, hear) => {
    if (command !== 'addEventListener' || version !== 2) throw Error(command)
    for (const data of ${JSON.stringify(answers)}) hear(data, true)
  }</script>`

const all = { 1: true, 2: true, 3: true, 4: true, 5: true, 6: true, 7: true, 8: true, 9: true }

const answer = (eventStatus: string, consents: Record<number, boolean>, more = {}) => ({
  eventStatus,
  gdprApplies: true,
  purpose: { consents },
  ...more,
})

describe('V5: TCF', () => {
  test.each([
    ['tcloaded', { personalization: true, analytics: true, marketing: true }],
    ['useractioncomplete', { personalization: true, analytics: true, marketing: true }],
  ])('%s is an answer', async (status, expected) => {
    expect(await consentsOf(cmp(answer(status, all)))).toEqual([expected])
  })

  test.each([
    ['cmpuishown is no answer', cmp(answer('cmpuishown', all))],
    ['a stub that never answers is no consent', '<script>__tcfapi = () => {}</script>'],
    [
      'an answer that failed is no consent',
      '<script>__tcfapi = (c, v, hear) => hear(null, false)</script>',
    ],
    [
      'where the GDPR does not apply the framework has nothing to say',
      cmp(answer('tcloaded', all, { gdprApplies: false })),
    ],
    [
      'something else under its name is ignored',
      '<script>__tcfapi = { not: "a function" }</script>',
    ],
  ])('%s', async (_, html) => {
    expect(await consentsOf(html)).toEqual([])
  })

  test('a purpose is granted when everything that it needs is', async () => {
    const told = await consentsOf(cmp(answer('useractioncomplete', { 1: true, 5: true, 6: true })))
    expect(told).toEqual([{ personalization: true, analytics: false, marketing: false }])
  })

  test('a visitor who changes their mind is heard each time', async () => {
    const told = await consentsOf(
      cmp(answer('tcloaded', all), answer('cmpuishown', all), answer('useractioncomplete', {}))
    )
    expect(told.map(({ personalization }) => personalization)).toEqual([true, false])
  })

  test('the owner maps purposes in the tag', async () => {
    const html = `<!doctype html><html data-tcf="personalization 1; ads 1 3 4"><title>x</title>${cmp(answer('tcloaded', { 1: true }))}`
    expect(await consentsOf(html)).toEqual([{ personalization: true, ads: false }])
  })

  test('a platform that comes after signals is asked', async () => {
    const page = await pages.open({ html: '<button>Agree</button>' })
    await startSignals(page)
    await page.evaluate(
      `window.__tcfapi = (c, v, hear) => hear(${JSON.stringify(answer('tcloaded', all))}, true)`
    )
    await page.click('button')
    expect((await saidIn(page)).consents).toHaveLength(1)
  })
})

const gtag = (...calls: string[]) =>
  `<script>dataLayer = []; function gtag() { dataLayer.push(arguments) }; ${calls.join(';')}</script>`

describe('Google Consent Mode', () => {
  test('a default is no answer', async () => {
    const calls = [
      "gtag('consent', 'default', { ad_storage: 'granted', analytics_storage: 'granted' })",
    ]
    expect(await consentsOf(gtag(...calls))).toEqual([])
  })

  test('an update is one, for the types that it names', async () => {
    const calls = [
      "gtag('consent', 'update', { ad_storage: 'granted', analytics_storage: 'denied' })",
      "gtag('consent', 'update', { ad_user_data: 'denied', personalization_storage: 'granted' })",
    ]
    expect(await consentsOf(gtag(...calls))).toEqual([
      { analytics: false, marketing: true },
      { personalization: true, analytics: false, marketing: false },
    ])
  })

  test('consent is told before the commerce that came after it', async () => {
    const page = await pages.open({
      html: gtag(
        "gtag('consent', 'update', { personalization_storage: 'granted' })",
        "gtag('event', 'login', {})"
      ),
    })
    await page.evaluate(() => {
      const order: string[] = []
      const { host } = window
      host.consent = () => void order.push('consent')
      host.track = async (event) => {
        order.push(event)
        return 'memory'
      }
      Object.assign(window, { order })
    })
    await startSignals(page)
    expect(await page.evaluate('order')).toEqual(['consent', 'login'])
  })

  test('the owner maps types in the tag', async () => {
    const html = `<!doctype html><html data-consent-mode="personalization analytics_storage"><title>x</title>${gtag("gtag('consent', 'update', { analytics_storage: 'granted' })")}`
    expect(await consentsOf(html)).toEqual([{ personalization: true }])
  })
})
