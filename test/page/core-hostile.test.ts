import { expect, test } from 'vitest'
import type { Block, Content } from '../../shared/content/content.ts'
import { policies } from './parts/strict.ts'
import { xssVectors } from './parts/xss-vectors.ts'
import { call } from './tools/call.ts'
import { decision, everywhere, words } from './tools/decisions.ts'
import { buildScripts } from './tools/scripts.ts'
import { pause, until } from './tools/until.ts'
import { useWorld } from './tools/world.ts'

const world = useWorld()

/** Each field of each block that the core and its second part draw, filled with an attack. */
const attacked = (attack: string): Block[] => [
  { type: 'heading', text: attack },
  { type: 'text', text: attack },
  { type: 'image', src: attack, alt: attack },
  { type: 'button', text: attack, href: attack, value: attack },
  { type: 'badge', text: attack },
  { type: 'list', items: [attack, attack] },
  { type: 'product', ...{ id: attack, name: attack, href: attack, image: attack } },
  { type: 'product', ...{ name: attack, price: attack, was: attack, badge: attack } },
]

/** Attributes that an attack would love to set. */
const lovely = ['onclick', 'onfocus', 'style', 'srcdoc', 'formaction', 'href', 'src', 'title', 'is']

const dangerous = `script, iframe, object, embed, base, meta, link, style, form[action],
  [srcdoc], [formaction], [style], [href^="javascript:" i], [src^="javascript:" i], [href^="data:" i]`

/** A request asks for at most 50 slots, and each attack has two. */
const parts = [0, 1, 2, 3].map((part) => xssVectors.filter((_, i) => i % 4 === part))

test.each(parts)(
  'S1: no attack runs through any field of any block, or any attribute',
  async (...list) => {
    const attacks = list.map((attack, i) => ({ attack, slot: `s${i}` }))
    world.serve('/', {
      head: '<script>ran = 0</script>',
      body: attacks
        .map(
          ({ slot }) => `<div data-attune-slot="${slot}"></div><a data-attune-slot="a${slot}">x</a>`
        )
        .join(''),
    })
    world.edge.decide = () =>
      attacks.flatMap(({ attack, slot }) => [
        decision(slot, { type: 'blocks', blocks: attacked(attack) }),
        decision(`a${slot}`, {
          type: 'attributes',
          set: Object.fromEntries(lovely.map((name) => [name, attack])),
        } as Content),
      ])
    const { page } = await world.visit('/', {
      init: () => {
        const now = performance.now.bind(performance)
        performance.now = () => now() / 50
      },
    })
    await until(async () => (await page.locator('.attune').count()) === attacks.length)
    await until(async () => (await page.locator('a[title]').count()) === attacks.length)
    const found = await page.evaluate(
      ([dangerous]) => {
        for (const element of document.querySelectorAll<HTMLElement>('.attune *, a')) {
          element.addEventListener('click', (event) => event.preventDefault())
          element.click()
          element.focus()
          element.dispatchEvent(new Event('error'))
        }
        const handlers = [...document.querySelectorAll('.attune *, a')].filter((element) =>
          [...element.attributes].some(({ name }) => name.startsWith('on'))
        )
        return {
          ran: (window as unknown as { ran: number }).ran,
          dangerous: [...document.querySelectorAll(`:is(${dangerous})`)]
            .filter((element) => element.closest('.attune, a'))
            .map((element) => element.outerHTML),
          handlers: handlers.length,
        }
      },
      [dangerous] as const
    )
    await pause(300)
    expect(found).toEqual({ ran: 0, dangerous: [], handlers: 0 })
    expect(await page.evaluate('ran')).toBe(0)
  }
)

test('S1: the same attacks do run where markup is believed, so the test would see them', async () => {
  world.site.serve('/control', { body: '<!doctype html><script>ran = 0</script><main></main>' })
  const { page } = await world.visit('/control')
  const nodes = await page.evaluate((attacks) => {
    const main = document.querySelector('main')
    if (!main) throw new Error('no main')
    main.innerHTML = attacks.join('\n<hr>') + attacks.map((a) => `<i>${a}</i>`).join('')
    return [...main.querySelectorAll('*')].filter(
      (element) =>
        /^(SCRIPT|IFRAME|OBJECT|EMBED|BASE|META|LINK|STYLE)$/.test(element.tagName) ||
        [...element.attributes].some(
          ({ name, value }) => /^on/.test(name) || /script:/i.test(value)
        )
    ).length
  }, xssVectors)
  await pause(500)
  expect(await page.evaluate('ran')).toBeGreaterThanOrEqual(30)
  expect(nodes).toBeGreaterThanOrEqual(60)
})

test.each(policies.map((policy, i) => [i + 1, policy] as const))(
  'S3: under strict policy %i everything works, without a violation',
  async (_, policy) => {
    const scripts = await buildScripts()
    const allowed = policy
      .replaceAll("'self'", `'self' ${world.edge.origin}`)
      .replace('upgrade-insecure-requests; ', '')
    const { origin } = world.edge
    world.site.serve('/strict', {
      headers: { 'content-security-policy': allowed },
      body: `<!doctype html><html lang="en"><head><title>Strict</title>
        <script nonce="n">violations = []; addEventListener('securitypolicyviolation',
          (event) => violations.push(event.violatedDirective + ' ' + event.blockedURI))</script>
        <script nonce="n" data-key="pk_test" data-endpoint="${origin}" data-slots="hero">${scripts.get('snippet.js')}</script>
        <script nonce="n" async src="${origin}/attune.js" data-key="pk_test"></script></head>
        <body><div data-attune-slot="hero">Default</div><h1 data-attune-slot="title">Old</h1></body></html>`,
    })
    world.edge.decide = ({ slots = [] }) =>
      slots.map((slot) =>
        decision(
          slot,
          slot === 'title'
            ? { type: 'text', text: 'New' }
            : {
                type: 'blocks',
                blocks: [
                  { type: 'badge', text: 'Shown' },
                  { type: 'text', text: 'Words' },
                ],
              }
        )
      )
    const { page } = await world.visit('/strict', {
      init: () => {
        const now = performance.now.bind(performance)
        performance.now = () => now() / 50
      },
    })
    await page.getByText('Shown').waitFor()
    await page.getByText('New').waitFor()
    await until(() => world.edge.named('Decision Rendered').length === 2)
    expect(await page.evaluate('violations')).toEqual([])
  }
)

/** What other people's scripts do to a page before ours comes. */
const hostilities: [string, () => void][] = [
  [
    'frozen intrinsics',
    () => {
      for (const made of [Object, Array, Function, Promise, String, Map, Set, JSON, Math]) {
        Object.freeze(made)
        Object.freeze((made as { prototype?: object }).prototype ?? {})
      }
    },
  ],
  [
    'extras on the prototypes of lists and objects, as old libraries had',
    () => {
      const old = () => 'old'
      Object.assign(Array.prototype, { each: old, include: old, clone: old, inject: old })
      Object.assign(Object.prototype, { extra: 'extra' })
    },
  ],
  [
    'lists that turn themselves into JSON',
    () => {
      Object.assign(Array.prototype, {
        toJSON() {
          return `[${(this as unknown as unknown[]).map((item) => JSON.stringify(item)).join(', ')}]`
        },
      })
    },
  ],
  [
    'an Array.from that takes no function',
    () => {
      Array.from = ((list: ArrayLike<unknown>) => [].slice.call(list)) as typeof Array.from
    },
  ],
  [
    'a fetch that is wrapped',
    () => {
      const { fetch } = window
      window.fetch = (...args) => fetch(...args).then((response) => response.clone())
    },
  ],
  [
    'a Promise of their own',
    () => {
      class Patched<T> extends Promise<T> {}
      window.Promise = Patched as typeof Promise
    },
  ],
  [
    'a JSON that counts',
    () => {
      const { parse, stringify } = JSON
      JSON.parse = ((...args: Parameters<typeof parse>) => parse(...args)) as typeof parse
      JSON.stringify = ((...args: unknown[]) =>
        (stringify as (...args: unknown[]) => string)(...args)) as typeof stringify
    },
  ],
  [
    'no observers',
    () => {
      Object.assign(window, { IntersectionObserver: undefined, MutationObserver: undefined })
    },
  ],
  [
    'no idle callback, custom elements or abort signals',
    () => {
      Object.assign(window, { requestIdleCallback: undefined, AbortSignal: {} })
      Object.defineProperty(window, 'customElements', { value: undefined })
    },
  ],
  [
    'a console that throws',
    () => {
      console.debug = console.warn = () => {
        throw new Error('no console')
      }
    },
  ],
  [
    'storage that throws',
    () => {
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, {
          get() {
            throw new DOMException('denied', 'SecurityError')
          },
        })
      }
    },
  ],
  [
    'a history that cannot be changed',
    () => {
      Object.freeze(history)
      Object.defineProperty(window, 'navigation', { value: undefined })
    },
  ],
]

test.each(hostilities)('A11: %s', async (_, init) => {
  world.serve('/', {
    body: '<p data-attune-slot="hero">Default</p><button data-attune-event="Pressed">Press</button>',
  })
  world.edge.decide = everywhere(() => words('Decided'))
  const { page, errors } = await world.visit('/', { init })
  await until(() => world.edge.named('page').length === 1)
  await pause(500)
  expect(await call(page, 'track', 'Told', { list: [1, 2] })).toMatch(/stored|memory/)
  await page.getByText('Press').click()
  await until(() => world.edge.named('Told').length === 1)
  await until(() => world.edge.named('Pressed').length === 1)
  expect(errors).toEqual([])
  expect(world.edge.malformed).toEqual([])
})

test.each<[string, () => void]>([
  [
    'throws at once',
    () => {
      window.fetch = () => {
        throw new Error('no fetch')
      }
    },
  ],
  [
    'never answers',
    () => {
      window.fetch = () => new Promise(() => undefined)
    },
  ],
  [
    'is gone',
    () => {
      Object.assign(window, { fetch: undefined })
    },
  ],
])(
  'A11: a fetch that %s keeps the events on the device, and the page untouched',
  async (_, init) => {
    world.serve('/', { body: '<p data-attune-slot="hero">Default</p>' })
    const { page, errors } = await world.visit('/', { init })
    expect(await call(page, 'track', 'Kept')).toBe('stored')
    await pause(700)
    expect(await page.getByText('Default').isVisible()).toBe(true)
    expect(errors).toEqual([])
  }
)

test('A10: no script listens for unload, blocks the page, or evaluates words', async () => {
  for (const [name, code] of await buildScripts()) {
    expect(code, name).not.toMatch(/["'`](before)?unload["'`]|document\.write|XMLHttpRequest/)
    expect(code, name).not.toMatch(/\beval\(|new Function|innerHTML|outerHTML|insertAdjacentHTML/)
  }
})

test('two tags on one page are one', async () => {
  world.serve('/', {
    head: `<script async src="${world.edge.origin}/attune.js" data-key="pk_test"></script>`,
  })
  const { errors } = await world.visit()
  await until(() => world.edge.named('page').length >= 1)
  await pause(500)
  expect(world.edge.named('page')).toHaveLength(1)
  expect(errors).toEqual([])
})
