import { expect, test } from 'vitest'
import { instantKey } from '../../client/store/store.ts'
import type { Content } from '../../shared/content/content.ts'
import { call } from './tools/call.ts'
import { blocks, decision, everywhere, words } from './tools/decisions.ts'
import { storedRows } from './tools/rows.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()

/**
 * Lets the page's own clock go slowly: on a busy machine an answer may take longer than the 300 ms after
 * which it would be late, and most tests are not about that.
 */
const patient = {
  init: () => {
    const now = performance.now.bind(performance)
    performance.now = () => now() / 50
  },
}
const visit = () => world.visit('/', patient)

/** Layout shift of the page so far, without what the visitor's own input caused. */
const shift = (page: import('playwright-core').Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries())
            sum += (entry as unknown as { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 100)
      })
  )

const outcomes = () =>
  world.edge.applied.flatMap(({ event }) => (event?.startsWith('Decision ') ? event : []))

test('a slot of reserved size shows its decision without a shift of the page', async () => {
  world.serve('/', {
    head: '<style>[data-attune-slot]{min-height:200px;display:flow-root}</style>',
    body: '<div data-attune-slot="hero">Default</div><p>Below</p>',
  })
  world.edge.decide = everywhere(() =>
    blocks({ type: 'heading', text: 'Boots' }, { type: 'text', text: 'Warm and dry' })
  )
  const { page } = await visit()
  await page.getByText('Warm and dry').waitFor()
  expect(await shift(page)).toBe(0)
})

test('a slot shows every kind of plain block, and nothing but text in them', async () => {
  world.serve('/', {
    body: '<div data-attune-slot="hero"><p>Default</p></div><p>Below</p>',
  })
  world.edge.decide = everywhere(() =>
    blocks(
      { type: 'heading', text: 'Boots', level: 1 },
      { type: 'text', text: 'Warm & <b>dry</b>' },
      { type: 'image', src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=', alt: 'A boot', width: 9 },
      { type: 'image', src: '/boot.png', alt: 'Boot', width: 20, height: 10 },
      { type: 'button', text: 'See them', href: '/c/boots' },
      { type: 'badge', text: 'New', tone: 'positive' },
      { type: 'list', items: ['One', 'Two'], ordered: true },
      { type: 'product', name: 'Boot', href: '/p/1', price: '80', was: '100', image: '/b.png' }
    )
  )
  const { page } = await visit()
  const slot = page.locator('[data-attune-slot=hero]')
  await slot.locator('h1').waitFor()
  expect(await page.getByText('Default').isVisible()).toBe(false)
  expect(await page.locator('.attune').evaluate((shown) => shown.innerHTML)).toBe(
    [
      '<h1 class="attune-heading">Boots</h1>',
      '<p class="attune-text">Warm &amp; &lt;b&gt;dry&lt;/b&gt;</p>',
      '<img class="attune-image" alt="A boot" width="9">',
      '<img class="attune-image" src="/boot.png" alt="Boot" width="20" height="10">',
      '<a class="attune-button attune-primary" href="/c/boots" data-attune-does="" data-attune-value="">See them</a>',
      '<span class="attune-badge attune-positive">New</span>',
      '<ol class="attune-list"><li class="attune-item">One</li><li class="attune-item">Two</li></ol>',
      '<a class="attune-product" href="/p/1"><img class="attune-image" src="/b.png" alt=""><span class="attune-name">Boot</span><del class="attune-was">100</del><span class="attune-price">80</span></a>',
    ].join('')
  )
})

test.each([
  [
    'prepend',
    '<div data-attune-slot="hero"><div class="attune"><p class="attune-text">New</p></div><p>Old</p></div>',
  ],
  [
    'append',
    '<div data-attune-slot="hero"><p>Old</p><div class="attune"><p class="attune-text">New</p></div></div>',
  ],
  [
    'before',
    '<div class="attune"><p class="attune-text">New</p></div><div data-attune-slot="hero"><p>Old</p></div>',
  ],
  [
    'after',
    '<div data-attune-slot="hero"><p>Old</p></div><div class="attune"><p class="attune-text">New</p></div>',
  ],
] as const)('content can be placed %s', async (placement, expected) => {
  world.serve('/', { body: '<main><div data-attune-slot="hero"><p>Old</p></div></main>' })
  world.edge.decide = ({ slots = [] }) =>
    slots.map((slot) => decision(slot, words('New'), { placement }))
  const { page } = await visit()
  await page.getByText('New').waitFor()
  expect(await page.locator('main').evaluate((main) => main.innerHTML)).toBe(expected)
})

test.each<[string, Content, string]>([
  [
    'text',
    { type: 'text', text: 'New words' },
    '<h1 class="old" data-attune-slot="hero"><em>New words</em><b></b></h1>',
  ],
  [
    'attributes',
    {
      type: 'attributes',
      set: { title: 'New', onclick: 'alert(1)', style: 'color:red', href: 'javascript:alert(1)' },
    },
    '<h1 class="old" data-attune-slot="hero" title="New"><em>Old</em> <b>words</b></h1>',
  ],
  [
    'classes',
    { type: 'classes', add: ['new', 'old'], remove: ['gone'] },
    '<h1 class="old new" data-attune-slot="hero"><em>Old</em> <b>words</b></h1>',
  ],
])(
  'a decision can change %s, and takes it back on the next page of a single-page app',
  async (_, content, expected) => {
    const body =
      '<main><h1 class="old" data-attune-slot="hero"><em>Old</em> <b>words</b></h1></main>'
    world.serve('/', { body })
    world.edge.decide = ({ context }) =>
      context?.page?.path === '/' ? [decision('hero', content)] : []
    const { page } = await visit()
    const main = page.locator('main')
    await until(
      async () =>
        (await main.innerHTML()).replace('</em> <b>', '</em><b>') ===
        expected.replace('</em> <b>', '</em><b>')
    )
    await page.evaluate(() => history.pushState({}, '', '/next'))
    await until(async () => `<main>${await main.innerHTML()}</main>` === body)
  }
)

test('a link keeps its own address when the new one could run script', async () => {
  world.serve('/', { body: '<a href="/safe" data-attune-slot="link">Go</a>' })
  world.edge.decide = () => [
    decision('link', { type: 'attributes', set: { href: ' java\nscript:alert(1)', title: 'T' } }),
  ]
  const { page } = await visit()
  await page.locator('[title=T]').waitFor()
  expect(await page.locator('a').getAttribute('href')).toBe('/safe')
})

test('elements that cannot have a shadow root are filled as well', async () => {
  world.serve('/', { body: '<ul data-attune-slot="list"><li>Old</li></ul>' })
  world.edge.decide = everywhere(() => words('New'))
  const { page } = await visit()
  await page.getByText('New').waitFor()
  expect(await page.getByText('Old').count()).toBe(0)
  await page.evaluate(() => history.pushState({}, '', '/next'))
  world.edge.decide = () => []
  await page.getByText('Old').waitFor()
})

test('JSON is handed to the site’s own code, which reports what came of it', async () => {
  world.serve('/', {
    body: '<p data-attune-slot="data"></p>',
    head: `<script>window.attune = (...call) => { (attune.q ??= []).push(call) }
      attune('onDecision', (decision, report) => {
        document.title = decision.content.data.words
        report('rendered'); report('rendered'); report('clicked')
      }, 'data')</script>`,
  })
  world.edge.decide = everywhere(() => ({ type: 'json', data: { words: 'Hi' } }))
  const { page } = await visit()
  await until(async () => (await page.title()) === 'Hi')
  await until(() => outcomes().length >= 2)
  await pause(500)
  expect(outcomes()).toEqual(['Decision Rendered', 'Decision Clicked'])
})

test('impression, view, click and dismissal are told once each', async () => {
  world.serve('/', {
    body: '<div style="height:50px" data-attune-slot="top"></div><div style="height:3000px"></div><div style="height:50px" data-attune-slot="far"></div>',
  })
  world.edge.decide = everywhere((slot) =>
    blocks(
      { type: 'text', text: `In ${slot}` },
      { type: 'button', text: `Take ${slot}` },
      { type: 'button', text: `Close ${slot}`, does: 'dismiss' }
    )
  )
  const { page } = await visit()
  await page.getByText('In top').waitFor()
  await until(() => outcomes().includes('Decision Viewed'))
  expect(outcomes().filter((name) => name === 'Decision Rendered')).toHaveLength(2)
  expect(outcomes().filter((name) => name === 'Decision Viewed')).toHaveLength(1)
  await page.getByText('Take top').click()
  await page.getByText('Take top').click()
  await page.getByText('In top').click()
  await page.getByText('Close top').click()
  await until(() => outcomes().includes('Decision Dismissed'))
  expect(await page.getByText('In top').count()).toBe(0)
  expect(outcomes().sort()).toEqual([
    ...['Decision Clicked', 'Decision Dismissed'],
    ...['Decision Rendered', 'Decision Rendered', 'Decision Viewed'],
  ])
  const [clicked] = world.edge.named('Decision Clicked')
  expect(clicked?.properties).toEqual({
    ...{ decision: expect.stringMatching(/^test\./), action: 'greet', slot: 'top', variant: 'a' },
  })
})

/** The page's clock and the edge both go this many times slower, so that this machine's own delays are small. */
const slowness = 8
const slowed = {
  init: () => {
    const now = performance.now.bind(performance)
    performance.now = () => now() / 8
  },
}
const answerAfter = (delayMs: number) => {
  world.edge.decide = everywhere(() => words('Decided'))
  world.edge.interrupt = async (path) => {
    if (path === '/v1/events') await pause(delayMs * slowness)
    return false
  }
}

test.each([0, 200, 250])('A3: an answer after %i ms is shown', async (delayMs) => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  answerAfter(delayMs)
  const { page } = await world.visit('/', slowed)
  await page.getByText('Decided').waitFor()
})

test.each([310, 1_000])(
  'A3: an answer after %i ms is kept for the next view, which shows it at once',
  async (delayMs) => {
    world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
    world.serve('/next', { body: '<p data-attune-slot="hero">Default</p>' })
    answerAfter(delayMs)
    const { page } = await world.visit('/', slowed)
    await until(async () => (await storedRows(page)).some(([key]) => key === instantKey))
    expect(await page.getByText('Default').isVisible()).toBe(true)
    expect(await page.getByText('Decided').count()).toBe(0)
    expect(await shift(page)).toBe(0)
    // The next page shows it before any answer: there will be none.
    await world.edge.stop()
    await page.goto(`${world.site.origin}/next`)
    await page.getByText('Decided').waitFor()
  }
)

test('an instant slot is shown from storage, once, and only while it is valid', async () => {
  for (const path of ['/', '/b', '/c']) {
    world.serve(path, {
      body: '<p data-attune-slot="hero">Default</p><p data-attune-slot="old">Old default</p>',
    })
  }
  world.edge.decideAhead = ({ context }) =>
    context?.page?.path === '/'
      ? [
          decision('hero', words('Ahead')),
          decision('old', words('Too late'), { until: Date.now() + 300 }),
        ]
      : []
  const { page } = await visit()
  await until(() => world.edge.applied.length > 0)
  await pause(500)
  world.edge.interrupt = async (path) => {
    if (path === '/v1/events') await pause(400)
    return false
  }
  const before = world.edge.requests.length
  await page.goto(`${world.site.origin}/b`)
  await page.getByText('Ahead').waitFor()
  expect(await page.getByText('Too late').count()).toBe(0)
  const asked = world.edge.requests.slice(before).find(({ body }) => body.slots?.length)
  expect(asked?.body.slots ?? ['old']).toEqual(['old'])
  await until(() => outcomes().includes('Decision Rendered'))
  await page.goto(`${world.site.origin}/c`)
  await pause(700)
  expect(await page.getByText('Ahead').count()).toBe(0)
})

test('a live slot follows what the visitor does, in place and without a shift', async () => {
  world.serve('/', {
    head: '<style>[data-attune-slot]{min-height:100px;display:flow-root}</style>',
    body: `<div data-attune-slot="hero" data-attune-live>Default</div>
      <div data-attune-slot="still">Default</div><button data-attune-event="Liked">Like</button>`,
  })
  world.edge.decide = ({ slots = [] }) => {
    const likes = world.edge.named('Liked').length
    return slots.map((slot) => decision(slot, words(`${slot} after ${likes}`)))
  }
  const { page } = await visit()
  await page.getByText('hero after 0').waitFor()
  await page.getByText('still after 0').waitFor()
  await pause(600)
  await page.getByText('Like').click()
  await page.getByText('hero after 1').waitFor()
  expect(await page.getByText('hero after 0').count()).toBe(0)
  await page.getByText('still after 0').waitFor()
  expect(await shift(page)).toBe(0)
  // Nothing decided any more: the default is right again.
  world.edge.decide = () => []
  await page.getByText('Like').click()
  await until(() => page.locator('[data-attune-slot=hero]').getByText('Default').isVisible())
})

test('a live slot whose answer says the same is left alone', async () => {
  world.serve('/', {
    body: '<div data-attune-slot="hero" data-attune-live>Default</div><button data-attune-event="Liked">Like</button>',
  })
  world.edge.decide = everywhere(() => words('Same'))
  const { page } = await visit()
  const shown = page.locator('.attune')
  await shown.waitFor()
  await pause(600)
  await shown.evaluate((element) => element.setAttribute('data-is', 'the first'))
  await page.getByText('Like').click()
  await until(() => world.edge.named('Liked').length === 1)
  await pause(600)
  expect(await shown.getAttribute('data-is')).toBe('the first')
  expect(outcomes().filter((name) => name === 'Decision Rendered')).toHaveLength(1)
})

test('the site can ask for a decision itself, and sees it whenever it comes', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
  const { page } = await visit()
  await until(() => world.edge.applied.length > 0)
  await pause(500)
  world.edge.decide = everywhere(() => words('Asked for'))
  world.edge.interrupt = async () => {
    await pause(500)
    return false
  }
  const decided = await call(page, 'decide', ['hero'])
  expect(decided).toMatchObject([{ slot: 'hero', action: 'greet' }])
  expect(await page.getByText('Asked for').isVisible()).toBe(true)
})

test('a slot that a framework draws late is asked for and filled', async () => {
  world.edge.decide = everywhere((slot) => words(`For ${slot}`))
  const { page } = await visit()
  await until(() => world.edge.applied.length > 0)
  await pause(500)
  await page.evaluate(() => {
    document.body.insertAdjacentHTML('beforeend', '<p data-attune-slot="late">Default</p>')
  })
  await page.getByText('For late').waitFor()
})

test('<attune-slot> announces itself, however late', async () => {
  world.edge.decide = everywhere((slot) => words(`For ${slot}`))
  const { page } = await visit()
  await until(() => world.edge.applied.length > 0)
  await pause(1_000)
  await page.evaluate(() => {
    // Nothing watches the document any more.
    MutationObserver.prototype.observe = () => undefined
    document.body.append(Object.assign(document.createElement('attune-slot')))
    document.querySelector('attune-slot')?.setAttribute('name', 'custom')
    const slot = document.createElement('attune-slot')
    slot.setAttribute('name', 'element')
    slot.textContent = 'Default'
    document.body.append(slot)
  })
  await page.getByText('For element').waitFor()
})

test('a framework that throws our content out wins after five times, and the owner is told', async () => {
  world.serve('/', {
    body: `<div id="root"><div data-attune-slot="hero">Default</div></div>
      <script>
        let renders = 0
        new MutationObserver(() => {
          if (!document.querySelector('#root .attune') || renders > 40) return
          renders++
          setTimeout(() => {
            root.innerHTML = '<div data-attune-slot="hero">Default ' + renders + '</div>'
          }, 20)
        }).observe(document.querySelector('#root'), { childList: true, subtree: true })
      </script>`,
  })
  world.edge.decide = everywhere(() => words('Ours'))
  const { page, errors } = await visit()
  await until(() => world.edge.named('Slot Contested').length === 1)
  await pause(400)
  expect(await page.locator('#root').innerText()).toMatch(/^Default \d$/)
  expect(world.edge.named('Slot Contested')).toHaveLength(1)
  expect(errors).toEqual([])
})

test('content that is thrown out before anything watches it is put back', async () => {
  world.serve('/', {
    body: `<div id="root"><div data-attune-slot="hero">Default</div></div>
      <script>
        new MutationObserver((_, observer) => {
          if (!document.querySelector('#root .attune')) return
          observer.disconnect()
          root.innerHTML = '<div data-attune-slot="hero">Hydrated</div>'
        }).observe(document.querySelector('#root'), { childList: true, subtree: true })
      </script>`,
  })
  world.edge.decide = everywhere(() => words('Ours'))
  world.edge.interrupt = async (path) => {
    if (path === '/upkeep.js') await pause(700)
    return false
  }
  const { page } = await visit()
  await page.getByText('Hydrated').waitFor()
  await page.getByText('Ours').waitFor()
})

test('what a framework goes on rendering inside a filled slot never breaks it', async () => {
  world.serve('/', { body: '<div data-attune-slot="hero"><p id="a">A</p><p id="b">B</p></div>' })
  world.edge.decide = everywhere(() => words('Ours'))
  const { page, errors } = await visit()
  await page.getByText('Ours').waitFor()
  await page.evaluate(() => {
    // As React does: it takes for granted that its nodes are where it has put them.
    const slot = document.querySelector('[data-attune-slot]')
    const [a, b] = [document.querySelector('#a'), document.querySelector('#b')]
    if (!slot || !a || !b) throw new Error('gone')
    slot.removeChild(a)
    slot.insertBefore(document.createElement('i'), b)
    b.textContent = 'B2'
  })
  await page.evaluate(() => history.pushState({}, '', '/next'))
  world.edge.decide = () => []
  await page.getByText('B2').waitFor()
  expect(errors).toEqual([])
})

test('A1: the default is there without us', async () => {
  world.serve('/', { body: '<p data-attune-slot="hero">Default</p>', snippet: 'hero' })
  world.edge.interrupt = (path, response) => {
    if (path === '/attune.js') response.writeHead(404).end()
    return path === '/attune.js'
  }
  const { page } = await visit()
  await pause(450)
  expect(await page.getByText('Default').evaluate((p) => getComputedStyle(p).opacity)).toBe('1')
  const { page: without } = await world.visit('/', { javaScriptEnabled: false })
  expect(await without.getByText('Default').isVisible()).toBe(true)
})
