import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { everyBlock, type Kind, overlay, picture, shop, show } from './parts/overlays.ts'
import { documentOf, openPages, type Pages } from './parts/pages.ts'

let pages: Pages
let axe: string
beforeAll(async () => {
  pages = await openPages('surfaces/show')
  pages.site.serve('/boots.svg', { type: 'image/svg+xml', body: picture })
  axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
})
afterAll(() => pages.close())

const desk = { width: 1100, height: 760 }
const phone = { width: 375, height: 720 }
const style =
  '<style>:root { color-scheme: light dark } body { margin: 0; background: light-dark(#fff, #111) }</style>'

const kinds: Kind[] = ['banner', 'card', 'toast', 'modal']
const settings = kinds.flatMap((kind) => [
  { kind, scheme: 'light', viewport: desk, dir: 'ltr' } as const,
  { kind, scheme: 'dark', viewport: desk, dir: 'ltr' } as const,
  { kind, scheme: 'dark', viewport: phone, dir: 'rtl' } as const,
])

test.each(settings)(
  'axe finds nothing in a $kind, $scheme, $viewport.width px, $dir',
  async ({ kind, scheme, viewport, dir }) => {
    const page = await pages.open({
      html: documentOf(shop, style).replace('<html', `<html dir="${dir}"`),
      context: { viewport, colorScheme: scheme, reducedMotion: 'reduce' },
    })
    await show(page, overlay(kind, everyBlock))
    await page.locator('attune-surfaces .body').waitFor()
    await page.evaluate(axe)
    // As text, because the test has no types for what the line before has put there.
    const found = await page.evaluate(
      `axe.run(document, { resultTypes: ['violations'] }).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes.map((node) => node.failureSummary)]))`
    )
    expect(found).toEqual([])
  }
)
