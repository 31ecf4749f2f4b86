import { afterAll, beforeAll, expect, test } from 'vitest'
import { axeFindings } from './parts/axe.ts'
import { everyBlock, type Kind, overlay, picture, shop, show } from './parts/overlays.ts'
import { documentOf, openPages, type Pages } from './parts/pages.ts'

let pages: Pages
beforeAll(async () => {
  pages = await openPages('surfaces')
  pages.site.serve('/boots.svg', { type: 'image/svg+xml', body: picture })
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
    expect(await axeFindings(page)).toEqual([])
  }
)
