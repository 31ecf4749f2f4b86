import type { Page } from './page.ts'

const mark = 'data-attune-coupon'

/**
 * A code that was copied, from an element marked `data-attune-coupon`: its text was selected and
 * copied, or it is a button and was clicked. The code is the attribute's value, else the text.
 */
export function watchCoupons(page: Page): void {
  const told = new Set<string>()
  const tell = (marked: Element | null) => {
    const coupon = marked?.getAttribute(mark) || marked?.textContent?.trim()
    if (!coupon || told.has(coupon)) return
    told.add(coupon)
    page.tell('Coupon Copied', { coupon })
  }
  page.listen('copy', (element) => tell(element.closest(`[${mark}]`)))
  page.listen('click', (element) => tell(element.closest(`button[${mark}]`)))
}
