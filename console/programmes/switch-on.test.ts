import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../shared/event/json.ts'
import { checkSite } from '../../shared/site/check.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { isOn, journeysOf, switchOn, wordsOf } from './switch-on.ts'

const folder = resolve(import.meta.dirname, '../../examples/programmes')
const readJson = (file: string): JsonObject => JSON.parse(readFileSync(join(folder, file), 'utf8'))
const ground = readJson('shop.json')
const programmes = readdirSync(folder)
  .filter((file) => file.endsWith('.json') && file !== 'shop.json')
  .map((file) => ({ id: file.replace('.json', ''), part: readJson(file), ground }))
const programme = (id: string) => {
  const found = programmes.find((one) => one.id === id)
  if (!found) throw new Error(id)
  return found
}

describe('a programme that is switched on', () => {
  test.each(programmes)('$id can be published on an empty site, and says what it is for', (one) => {
    const config = switchOn({ name: 'A shop' }, one)
    expect(checkSite(config)).not.toHaveProperty('problems')
    expect(isOn(config as unknown as SiteConfig, one)).toBe(true)
    expect(wordsOf(one)).not.toBe('')
  })

  test.each(programmes)('$id can be published where consent is asked for by purpose', (one) => {
    const config = { name: 'A shop', consent: { mode: 'opt-out', purposes: { style: {} } } }
    expect(checkSite(switchOn(config, one))).not.toHaveProperty('problems')
  })

  test('twice is switched on once', () => {
    const once = switchOn({ name: 'A shop' }, programme('welcome'))
    expect(switchOn(once, programme('welcome'))).toEqual(once)
  })

  test('leaves what the owner has under the same names', () => {
    const channels = { email: { kind: 'email', from: 'Me <me@shop.example>' } }
    const config = switchOn({ name: 'A shop', channels }, programme('abandoned-cart'))
    expect(config.channels).toMatchObject(channels)
  })

  test('writes in the name of the site', () => {
    const config = switchOn({ name: 'A shop' }, programme('abandoned-cart'))
    expect(JSON.stringify(config.channels)).toContain('A shop <')
    expect(JSON.stringify(config)).not.toContain('Mill Lane')
  })

  test('brings nothing that it does not speak of', () => {
    const [journey] = journeysOf(programme('back-in-stock'))
    const config = switchOn({ name: 'A shop' }, programme('back-in-stock'))
    expect(Object.keys(config.journeys ?? {})).toEqual([journey])
    expect(config).not.toHaveProperty('slots')
    expect(config).not.toHaveProperty('timezone')
  })
})
