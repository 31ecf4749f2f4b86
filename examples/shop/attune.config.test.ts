import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { checkSite } from '../../shared/site/check.ts'
import { categories, products } from './catalogue.ts'

async function readConfig() {
  return readFile(new URL('attune.config.json', import.meta.url), 'utf8')
}

describe('the configuration of the demo shop', () => {
  it('may be published, and its owner need not be warned of anything', async () => {
    const checked = checkSite(JSON.parse(await readConfig()), { now: Date.now() })
    expect(checked).toMatchObject({ warnings: [] })
  })

  it('leads only to pages that the shop has, and shows only pictures that it has drawn', async () => {
    const text = await readConfig()
    const known = new Set([
      ...products.flatMap(({ id }) => [`/p/${id}`, `/pictures/${id}.svg`]),
      ...categories.flatMap(({ id }) => [`/c/${id}`, `/pictures/scene-${id}.svg`]),
      '/cart',
    ])
    const named = [...text.matchAll(/"(?:href|image|src)": "(\/[^"]*)"/g)].map(([, path]) => path)
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter((path = '') => !known.has(path))).toEqual([])
  })

  it('names products as the shop does, at the price the shop asks', async () => {
    const shown =
      /"id": "([\w-]+)",\s*"name": "([^"]+)",\s*"href": "[^"]*",\s*"image": "[^"]*",\s*"price": "€([^"]+)"/g
    for (const [, id, name, price] of (await readConfig()).matchAll(shown)) {
      expect(products.find((product) => product.id === id)).toMatchObject({
        name,
        price: Number(price),
      })
    }
  })
})
