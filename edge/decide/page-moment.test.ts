import { describe, expect, test } from 'vitest'
import type { PageContext } from '../../shared/api/page-api.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import type { Env } from '../env.ts'
import { pageMoment } from './page-moment.ts'

const config: SiteConfig = { name: 'Shop', timezone: 'Europe/Vienna', locale: 'de' }
const now = Date.parse('2026-01-15T12:00:00Z')
const chrome = 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/141.0 Safari/537.36'

/** The moment of a page, as a network in Japan shows it. */
function momentOf(page: PageContext, headers: Record<string, string> = {}, cf = {}) {
  const url = new URL('https://edge.example/v1/events')
  const request = new Request(url, { headers: { 'user-agent': chrome, ...headers } })
  Object.defineProperty(request, 'cf', { value: cf })
  return pageMoment({ request, url, env: {} as Env, now }, page, config)
}

describe('Global Privacy Control (V4)', () => {
  test.each([
    ['1', true],
    ['0', false],
    ['', false],
    ['true', false],
    ['01', false],
    ['1, 1', false],
    ['yes', false],
    ['2', false],
  ])('a header of %j means %s', (value, gpc) => {
    expect(momentOf({}, { 'sec-gpc': value }).gpc).toBe(gpc)
  })

  test('is taken from the page as well', () => {
    expect(momentOf({ gpc: true }).gpc).toBe(true)
  })
})

describe('the time zone', () => {
  test('is the page’s, then the network’s, then the site’s', () => {
    const cf = { timezone: 'Asia/Tokyo' }
    expect(momentOf({ timezone: 'Europe/Paris' }, {}, cf).timezone).toBe('Europe/Paris')
    expect(momentOf({}, {}, cf).timezone).toBe('Asia/Tokyo')
    expect(momentOf({}).timezone).toBe('Europe/Vienna')
  })

  test('is the network’s when the page only knows an offset that agrees, else the offset', () => {
    const cf = { timezone: 'Europe/Paris' }
    expect(momentOf({ timezone: '+0100' }, {}, cf).timezone).toBe('Europe/Paris')
    expect(momentOf({ timezone: '+0900' }, {}, cf).timezone).toBe('+09:00')
  })

  test.each(['Mars/Olympus', '+9900'])('that nobody knows is none: %s', (timezone) => {
    expect(momentOf({ timezone }).timezone).toBe('Europe/Vienna')
  })
})

describe('the address of the page', () => {
  const url = 'https://shop.example/c/boots?utm_campaign=spring&utm_source=mail&size=42'

  test('says path, search and campaign', () => {
    const { page, more } = momentOf({ page: { url } })
    expect(page).toEqual({ url, path: '/c/boots', search: new URL(url).search, properties: {} })
    expect(more).toEqual({ campaign: { name: 'spring', source: 'mail' }, place: {} })
  })

  test('is believed over what an earlier page has left of a campaign', () => {
    const { more } = momentOf({ page: { url }, campaign: { name: 'winter' } })
    expect(more).toMatchObject({ campaign: { name: 'spring' } })
  })

  test('that cannot be read says nothing', () => {
    expect(momentOf({ page: { url: 'boots', path: '/c' } }).page).toEqual({
      ...{ url: 'boots', path: '/c', properties: {} },
    })
  })
})

describe('the language', () => {
  test('is the page’s, then the browser’s, then the site’s', () => {
    const headers = { 'accept-language': 'pt-BR,pt;q=0.9' }
    expect(momentOf({ locale: 'fr' }, headers).locale).toBe('fr')
    expect(momentOf({}, headers).locale).toBe('pt-BR')
    expect(momentOf({}, { 'accept-language': '*' }).locale).toBe('de')
  })
})

test('the place is as coarse as a city, and neither address nor browser is part of the moment (V9)', () => {
  const cf = { country: 'JP', city: 'Kobe', region: 'Hyogo', latitude: '34.6', asn: 1 }
  const moment = momentOf({ device: 'mobile' }, { 'cf-connecting-ip': '203.0.113.7' }, cf)
  expect(moment.more).toEqual({
    device: 'mobile',
    place: { country: 'JP', city: 'Kobe', region: 'Hyogo' },
  })
  expect(JSON.stringify(moment)).not.toMatch(/203\.0\.113|Chrome/)
})
