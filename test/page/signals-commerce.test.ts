import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openPages, type Pages, saidIn } from './parts/pages.ts'
import { eventsNamed, nextEvent, startSignals } from './parts/signals.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('signals')
})
afterAll(() => pages.close())

async function open(html: string, path = '/boots') {
  const page = await pages.open({ html, path })
  await startSignals(page)
  return page
}

const toldIn = async (html: string) => {
  const page = await open(html)
  return (await saidIn(page)).events.filter(({ event }) => event !== 'Page Engaged')
}

describe('dataLayer', () => {
  test('what was pushed before signals came is replayed, in order', async () => {
    const told = await toldIn(`<script>
      dataLayer = [{ event: 'gtm.js' }, { ecommerce: null }]
      dataLayer.push({ event: 'view_item', ecommerce: { currency: 'EUR', value: 90, items: [{ item_id: 'b1', item_name: 'Boots', price: 90 }] } })
      dataLayer.push({ ecommerce: null })
      dataLayer.push({ event: 'add_to_cart', ecommerce: { items: [{ item_id: 'b1', quantity: 2 }] } })
    </script>`)
    expect(told).toEqual([
      {
        event: 'view_item',
        properties: {
          currency: 'EUR',
          value: 90,
          items: [{ item_id: 'b1', item_name: 'Boots', price: 90 }],
        },
      },
      { event: 'add_to_cart', properties: { items: [{ item_id: 'b1', quantity: 2 }] } },
    ])
  })

  test('a push after signals came is told and still reaches the list', async () => {
    const page = await open('<script>dataLayer = []</script>')
    const length = await page.evaluate(() =>
      // biome-ignore lint/suspicious/noExplicitAny: a global of the page's.
      (window as any).dataLayer.push({
        event: 'purchase',
        ecommerce: { transaction_id: 'o1', value: 120, currency: 'EUR', items: [] },
      })
    )
    expect(length).toBe(1)
    expect((await nextEvent(page, 'purchase')).properties).toEqual({
      transaction_id: 'o1',
      value: 120,
      currency: 'EUR',
      items: [],
    })
  })

  test('gtag calls are read like pushes', async () => {
    const told = await toldIn(`<script>
      dataLayer = []
      function gtag() { dataLayer.push(arguments) }
      gtag('js', new Date())
      gtag('config', 'G-1')
      gtag('event', 'search', { search_term: 'red boots' })
      gtag('event', 'purchase', { transaction_id: 'o2', items: [{ item_id: 'b1' }] })
    </script>`)
    expect(told).toEqual([
      { event: 'search', properties: { search_term: 'red boots' } },
      { event: 'purchase', properties: { transaction_id: 'o2', items: [{ item_id: 'b1' }] } },
    ])
  })

  test('data pushed before its event belongs to it, until a reset', async () => {
    const told = await toldIn(`<script>
      dataLayer = []
      dataLayer.push({ ecommerce: { currency: 'EUR', items: [{ item_id: 'b1' }] } })
      dataLayer.push({ event: 'view_item' })
      dataLayer.push({ ecommerce: null })
      dataLayer.push({ event: 'view_cart' })
    </script>`)
    expect(told).toEqual([
      { event: 'view_item', properties: { currency: 'EUR', items: [{ item_id: 'b1' }] } },
      { event: 'view_cart', properties: {} },
    ])
  })

  test('only listed events and parameters leave the page', async () => {
    const told = await toldIn(`<script>
      dataLayer = []
      dataLayer.push({ event: 'gtm.click', value: 1 })
      dataLayer.push({ event: 'user_data', email: 'ada@example.com' })
      dataLayer.push({ event: 'login', method: 'mail', user_id: 'u1', email: 'ada@example.com' })
      dataLayer.push({ event: 'purchase', email: 'ada@example.com', ecommerce: { value: 1, customer: { name: 'Ada' }, items: [{ item_id: 'b1', engraving: 'To Ada' }] } })
      dataLayer.push(null); dataLayer.push('text'); dataLayer.push(() => 1); dataLayer.push(['set', 'user', 'ada'])
    </script>`)
    expect(told).toEqual([
      { event: 'login', properties: { method: 'mail' } },
      { event: 'purchase', properties: { value: 1, items: [{ item_id: 'b1' }] } },
    ])
    expect(JSON.stringify(told)).not.toMatch(/ada/i)
  })

  test('a list that comes late, or replaces the first, is read as well', async () => {
    const page = await open('<button>Agree</button>')
    await page.evaluate("window.dataLayer = [{ event: 'sign_up', method: 'mail' }]")
    await page.click('button')
    await nextEvent(page, 'sign_up')
    await page.evaluate("window.dataLayer = [{ event: 'share', method: 'chat' }]")
    await page.click('button')
    await nextEvent(page, 'share')
    expect(await eventsNamed(page, 'sign_up')).toHaveLength(1)
  })

  test('no list is made where there is none', async () => {
    const page = await open('<p>Plain</p>')
    expect(await page.evaluate(() => 'dataLayer' in window)).toBe(false)
  })

  test('a tag manager that wraps push later keeps working', async () => {
    const page = await open('<script>dataLayer = []</script>')
    const seen = await page.evaluate(() => {
      // biome-ignore lint/suspicious/noExplicitAny: a global of the page's.
      const list = (window as any).dataLayer
      const before = list.push
      const heard: unknown[] = []
      list.push = (...entries: unknown[]) => {
        heard.push(...entries)
        return before.apply(list, entries)
      }
      list.push({ event: 'refund', ecommerce: { transaction_id: 'o1' } })
      return heard.length
    })
    expect(seen).toBe(1)
    expect((await nextEvent(page, 'refund')).properties).toEqual({ transaction_id: 'o1' })
  })

  test('the owner may name another list', async () => {
    const page = await pages.open({
      html: `<!doctype html><html data-data-layer="tagList"><title>x</title><script>tagList = [{ event: 'login' }]</script>`,
    })
    await startSignals(page)
    await nextEvent(page, 'login')
  })
})

const jsonLd = (data: unknown) =>
  `<script type="application/ld+json">${typeof data === 'string' ? data : JSON.stringify(data)}</script>`

const boots = {
  '@context': 'https://schema.org/',
  '@type': 'Product',
  sku: 'b1',
  name: 'Boots',
  brand: { '@type': 'Brand', name: 'Alpine' },
  category: 'Shoes',
  image: ['https://shop.example/b1.jpg', 'https://shop.example/b1-2.jpg'],
  offers: {
    '@type': 'Offer',
    price: '89.90',
    priceCurrency: 'EUR',
    availability: 'https://schema.org/InStock',
  },
}

const viewed = {
  product_id: 'b1',
  sku: 'b1',
  name: 'Boots',
  brand: 'Alpine',
  category: 'Shoes',
  price: 89.9,
  currency: 'EUR',
  availability: 'InStock',
  image_url: 'https://shop.example/b1.jpg',
}

describe('product markup', () => {
  test.each([
    ['alone', boots],
    ['in a graph', { '@graph': [{ '@type': 'Organization' }, boots] }],
    ['as the main entity of its page', { '@type': 'ItemPage', mainEntity: boots }],
    ['among several types', { ...boots, '@type': ['Product', 'Shoe'] }],
    ['with a full type address', { ...boots, '@type': 'https://schema.org/Product' }],
    ['with a list of offers', { ...boots, offers: [boots.offers] }],
    [
      'with a range of offers',
      {
        ...boots,
        offers: {
          '@type': 'AggregateOffer',
          lowPrice: 89.9,
          priceCurrency: 'EUR',
          offers: [{ availability: 'InStock', price: 89.9 }],
        },
      },
    ],
    [
      'with a price specification',
      {
        ...boots,
        offers: {
          availability: 'InStock',
          priceSpecification: { price: 89.9, priceCurrency: 'EUR' },
        },
      },
    ],
    ['with variants inside', { ...boots, '@type': 'ProductGroup', hasVariant: [boots, boots] }],
  ])('a JSON-LD product %s is a view', async (_, data) => {
    const page = await open(jsonLd(data))
    const { properties } = await nextEvent(page, 'Product Viewed')
    expect(properties).toEqual({ ...viewed, url: `${pages.site.origin}/boots` })
  })

  test('an Open Graph product is a view', async () => {
    const page = await open(`<meta property="og:type" content="product">
      <meta property="og:title" content="Boots"><meta property="og:image" content="https://shop.example/b1.jpg">
      <meta property="product:brand" content="Alpine"><meta property="product:retailer_item_id" content="b1">
      <meta property="og:price:amount" content="89.90"><meta property="product:price:currency" content="EUR">`)
    expect((await nextEvent(page, 'Product Viewed')).properties).toEqual({
      product_id: 'b1',
      name: 'Boots',
      brand: 'Alpine',
      price: 89.9,
      currency: 'EUR',
      image_url: 'https://shop.example/b1.jpg',
      url: `${pages.site.origin}/boots`,
    })
  })

  test.each([
    ['a list of products', jsonLd([boots, { ...boots, sku: 'b2' }])],
    ['a list page', jsonLd({ '@type': 'ItemList', itemListElement: [{ item: boots }] })],
    ['broken markup', jsonLd('{"@type": "Product", ')],
    ['null', jsonLd('null')],
    ['an article', '<meta property="og:type" content="article">'],
  ])('%s is no view', async (_, html) => {
    const page = await open(html)
    await page.waitForTimeout(1200)
    expect(await eventsNamed(page, 'Product Viewed')).toEqual([])
    expect((await saidIn(page)).errors).toEqual([])
  })

  test('of several products, the one with the address of the page is viewed', async () => {
    const page = await open(
      jsonLd([
        { ...boots, sku: 'b2', url: '/hats' },
        { ...boots, url: 'https://shop.example/boots' },
      ])
    )
    expect((await nextEvent(page, 'Product Viewed')).properties.sku).toBe('b1')
  })

  test('markup is silent when the page has told of the view itself', async () => {
    const page = await open(jsonLd(boots))
    await page.evaluate(() => window.core.track('Product Viewed'))
    await page.waitForTimeout(1200)
    expect(await eventsNamed(page, 'Product Viewed')).toEqual([])
  })

  test('markup is silent when the dataLayer has told of the view', async () => {
    const page = await open(
      `<script>dataLayer = [{ event: 'view_item', ecommerce: { items: [{ item_id: 'b1' }] } }]</script>${jsonLd(boots)}`
    )
    await page.waitForTimeout(1200)
    expect(await eventsNamed(page, 'Product Viewed')).toEqual([])
  })

  test('markup is silent when the router told of the view just before the core took note', async () => {
    const page = await open('<p>Home</p>')
    await page.evaluate((markup) => {
      history.pushState(null, '', '/boots')
      document.body.innerHTML = markup
      window.core.track('Product Viewed')
      setTimeout(window.core.show, 50)
    }, jsonLd(boots))
    await page.waitForTimeout(1400)
    expect(await eventsNamed(page, 'Product Viewed')).toEqual([])
  })

  test('markup that a router left behind is no view of the next page', async () => {
    const page = await open(jsonLd(boots))
    await nextEvent(page, 'Product Viewed')
    await page.evaluate(() => {
      history.pushState(null, '', '/about')
      window.core.show()
    })
    await page.waitForTimeout(1200)
    expect(await eventsNamed(page, 'Product Viewed')).toHaveLength(1)
  })

  test('a page that is left within the second still tells of its product', async () => {
    const page = await open(jsonLd(boots))
    await page.evaluate(() => window.core.hide())
    expect(await eventsNamed(page, 'Product Viewed')).toHaveLength(1)
  })
})

describe('search', () => {
  test('a page of results tells the query, and that nothing was found', async () => {
    const page = await open('<p data-attune-results="0">Nothing found</p>', '/search?q=red+boots')
    expect((await nextEvent(page, 'Products Searched')).properties).toEqual({
      query: 'red boots',
      results: 0,
    })
  })

  test('a search that the page answers by itself is told from its form', async () => {
    const page = await open(`<search><form onsubmit="event.preventDefault()">
      <input type="search" aria-label="Search"><input name="secret" value="x"><button>Go</button></form></search>`)
    await page.fill('input[type=search]', 'hats')
    await page.keyboard.press('Enter')
    expect((await nextEvent(page, 'Products Searched')).properties).toEqual({ query: 'hats' })
  })

  test('a form that does not say it is a search is not read', async () => {
    const page = await open(`<form onsubmit="event.preventDefault()">
      <input type="search" aria-label="Note"></form>`)
    await page.fill('input[type=search]', 'private')
    await page.keyboard.press('Enter')
    await page.waitForTimeout(1200)
    expect(JSON.stringify(await saidIn(page))).not.toContain('private')
  })

  test('the dataLayer goes first', async () => {
    const page = await open(
      `<script>dataLayer = [{ event: 'search', search_term: 'boots' }]</script>`,
      '/search?q=boots'
    )
    await page.waitForTimeout(1200)
    expect(await eventsNamed(page, 'Products Searched')).toEqual([])
  })
})
