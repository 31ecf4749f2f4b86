import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { BrowserContext } from 'playwright-core'
import { main } from '../scripts/main.ts'
import { browserLauncher } from './page/launch.ts'
import { type Drawing, drawings } from './plot/drawings.ts'

/*
 * Draws what the benches have left in `bench/out/` as SVG for the documentation, by Observable Plot in
 * a real browser, because it measures text. `node bench/plot.ts [--png]`: with pictures to look at, one
 * light and one dark, in `bench/out/`.
 */

const root = new URL('..', import.meta.url)

await main(async () => {
  const results: Record<string, unknown> = {}
  for (const name of ['engine', 'conditions', 'edge', 'history', 'page', 'timers']) {
    const file = new URL(`bench/out/${name}.json`, root)
    if (existsSync(file)) results[name] = JSON.parse(readFileSync(file, 'utf8'))
    else console.log(`  nothing to draw of ${name}: node bench/${name}.ts`)
  }
  const profile = await mkdtemp(join(tmpdir(), 'attune-plot-'))
  const { launch } = await browserLauncher()
  const { context } = await launch(profile)
  try {
    const page = await context.newPage()
    for (const file of ['d3/dist/d3.min.js', '@observablehq/plot/dist/plot.umd.min.js']) {
      await page.addScriptTag({
        content: await readFile(new URL(`node_modules/${file}`, root), 'utf8'),
      })
    }
    await mkdir(new URL('docs/img/', root), { recursive: true })
    for (const drawing of drawings(results)) {
      const svg = await page.evaluate(draw, drawing)
      const file = new URL(`docs/img/bench-${drawing.name}.svg`, root)
      writeFileSync(file, `${svg}\n`)
      console.log(`  docs/img/bench-${drawing.name}.svg`)
      if (!process.argv.includes('--png')) continue
      for (const colorScheme of ['light', 'dark'] as const) {
        await photograph(context, svg, colorScheme, `bench/out/${drawing.name}-${colorScheme}.png`)
      }
    }
  } finally {
    await context.close()
    await rm(profile, { recursive: true, force: true, maxRetries: 5 })
  }
})

/** As a reader would see it: a picture in a page that is light or dark. */
async function photograph(
  context: BrowserContext,
  svg: string,
  colorScheme: 'light' | 'dark',
  path: string
): Promise<void> {
  const page = await context.newPage()
  await page.setViewportSize({ width: 800, height: 380 })
  await page.emulateMedia({ colorScheme })
  const source = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`
  const background = colorScheme === 'dark' ? '#0d1117' : '#fff'
  await page.setContent(`<body style="background:${background}"><img src="${source}">`)
  await page.screenshot({ path })
  await page.close()
}

/** Runs in the page: nothing from around it can be used. */
function draw({ title, subtitle, kind, points, series, x, y, budget }: Drawing): string {
  // biome-ignore lint/suspicious/noExplicitAny: the library as its script leaves it in the page.
  const Plot = (window as any).Plot
  const lines = [
    Plot.ruleY([0]),
    Plot.lineY(points, { x: 'x', y: 'y', stroke: 'series', marker: 'circle', strokeWidth: 2 }),
    ...(budget === undefined
      ? []
      : [Plot.ruleY([budget], { strokeDasharray: '4 4', className: 'budget' })]),
  ]
  const bars = [
    Plot.ruleX([x.log ? 1 : 0]),
    Plot.barX(points, {
      x1: x.log ? 1 : 0,
      x2: 'x',
      y: 'y',
      fill: 'series',
    }),
    Plot.text(points, {
      x: 'x',
      y: 'y',
      text: 'label',
      textAnchor: 'start',
      dx: 4,
      fill: 'currentColor',
    }),
  ]
  const names = kind === 'bars' ? [...new Set(points.map((one) => one.y))] : undefined
  const svg = Plot.plot({
    width: 760,
    height: names ? 114 + 22 * names.length : 324,
    marginLeft: names ? 150 : 60,
    marginRight: names ? 60 : 30,
    marginTop: 62,
    marginBottom: 48,
    style: { background: 'none', fontFamily: 'system-ui, sans-serif', fontSize: '12px' },
    x: {
      label: x.label,
      labelOffset: 36,
      labelArrow: 'none',
      type: x.log ? 'log' : 'linear',
      ticks: 5,
      nice: true,
      grid: true,
      ...(x.log && { tickFormat: '~s' }),
    },
    ...(names
      ? { y: { label: null, domain: names } }
      : {
          y: { label: y.label, labelAnchor: 'center', labelArrow: 'none', zero: true, grid: true },
        }),
    color: { domain: series, range: ['#3b82f6', '#94a3b8', '#f59e0b', '#10b981'], legend: false },
    marks: names ? bars : lines,
  }) as SVGSVGElement
  svg.setAttribute('xmlns', 'http://www.w3.org/2000/svg')
  svg.setAttribute('role', 'img')
  svg.setAttribute('aria-label', `${title}. ${subtitle}`)
  const put = (text: string, y: number, size: number, weight: number) => {
    const label = document.createElementNS('http://www.w3.org/2000/svg', 'text')
    for (const [name, value] of Object.entries({
      x: 8,
      y,
      fill: 'currentColor',
      'font-size': size,
      'font-weight': weight,
      'text-anchor': 'start',
    })) {
      label.setAttribute(name, `${value}`)
    }
    label.textContent = text
    svg.append(label)
  }
  put(title, 18, 15, 600)
  put(subtitle, 36, 12, 400)
  // A document of its own has no colour to inherit: this follows the reader's scheme.
  const style = document.createElementNS('http://www.w3.org/2000/svg', 'style')
  style.textContent = 'svg{color:#1f2937}@media(prefers-color-scheme:dark){svg{color:#e5e7eb}}'
  svg.prepend(style)
  return svg.outerHTML
}
