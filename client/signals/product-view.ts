import type { JsonObject } from '../../shared/event/json.ts'
import { readJsonLd } from './json-ld.ts'
import { readOpenGraph } from './open-graph.ts'
import type { Page } from './page.ts'
import { whenSettled } from './settle.ts'

/** Segment's keys of a product, each followed by other names that schema.org or Open Graph have for it. */
const keys = [
  'product_id productID sku productGroupID mpn gtin retailer_item_id',
  'sku',
  'name title',
  'brand',
  'category',
  'price lowPrice price:amount',
  'currency priceCurrency price:currency',
  'availability',
  'image_url image',
]

/**
 * The view of a product on a page that says nothing about it but its markup for search engines and
 * social networks. Silent where the page's own code or its `dataLayer` has told of the view.
 */
export function watchProductViews(page: Page): void {
  let last = ''
  whenSettled(page, () => {
    const read = readJsonLd() ?? readOpenGraph()
    if (!read || page.wasTold('Product Viewed', 'view_item')) return
    const product: JsonObject = {}
    for (const line of keys) {
      const names = line.split(' ')
      const said = names.map(read).find(Boolean)
      if (said) product[names[0] ?? ''] = said.slice(0, 1024).replace(/.*schema.org\//, '')
    }
    const price = Number.parseFloat(String(product.price))
    if (price >= 0) product.price = price
    // After navigation inside the page the markup may still be that of the page before.
    const now = JSON.stringify(product)
    if (now === last) return
    last = now
    page.tell('Product Viewed', { ...product, url: location.origin + location.pathname })
  })
}
