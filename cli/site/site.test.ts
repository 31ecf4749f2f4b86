import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { forgetKeys, readCredentials, storeKey } from './credentials.ts'
import { parseUrl } from './target.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

const shop = { url: 'https://edge.shop.example', site: 'shop' }

describe('a stored key', () => {
  it('is readable by its owner alone, beside those of other sites', async () => {
    const file = join(folder, 'new', 'credentials.json')
    await storeKey(shop, 'admin', 'ak_one', file)
    await storeKey({ ...shop, site: 'other' }, 'admin', 'ak_two', file)
    await storeKey(shop, 'secret', 'sk_one', file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    expect(await readCredentials(file)).toEqual({
      current: shop,
      keys: [
        { ...shop, site: 'other', admin: 'ak_two' },
        { ...shop, admin: 'ak_one', secret: 'sk_one' },
      ],
    })
  })

  it('is forgotten with its site, and no other', async () => {
    const file = join(folder, 'forgotten.json')
    await storeKey({ ...shop, site: 'other' }, 'admin', 'ak_two', file)
    await storeKey(shop, 'admin', 'ak_one', file)
    expect([await forgetKeys(shop, file), await forgetKeys(shop, file)]).toEqual([true, false])
    expect(await readCredentials(file)).toEqual({
      keys: [{ ...shop, site: 'other', admin: 'ak_two' }],
    })
  })

  it('makes a file that others could read its own', async () => {
    const file = join(folder, 'open.json')
    await writeFile(file, '{ "keys": [] }', { mode: 0o644 })
    await storeKey(shop, 'admin', 'ak_one', file)
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('is not lost silently when the file is broken', async () => {
    const file = join(folder, 'broken.json')
    await writeFile(file, '{ "keys": [')
    await expect(storeKey(shop, 'admin', 'ak_one', file)).rejects.toThrow('is broken')
    expect(await readFile(file, 'utf8')).toBe('{ "keys": [')
  })
})

describe('an address', () => {
  it.each([
    ['https://edge.shop.example/a1/', 'https://edge.shop.example/a1'],
    ['http://localhost:8787', 'http://localhost:8787'],
    ['http://127.0.0.1:8787/', 'http://127.0.0.1:8787'],
  ])('%s is taken as %s', (text, url) => {
    expect(parseUrl(text)).toBe(url)
  })

  it.each(['http://edge.shop.example', 'http://localhost.evil.example'])(
    '%s would send a key in the clear and is refused',
    (text) => expect(() => parseUrl(text)).toThrow('in the clear')
  )

  it.each(['edge.shop.example', 'file:///etc/passwd', ''])('%j is none', (text) => {
    expect(() => parseUrl(text)).toThrow('is no address')
  })
})
