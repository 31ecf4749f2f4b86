import type { Host } from '../host.ts'
import { watchAttention } from './attention.ts'
import { createConsentModeReader } from './consent-mode.ts'
import { watchCoupons } from './coupon.ts'
import { readDataLayer } from './data-layer.ts'
import { watchDeadClicks } from './dead-clicks.ts'
import { watchElementViews } from './element-views.ts'
import { watchForms } from './forms.ts'
import { createCommerceReader } from './ga4-commerce.ts'
import { watchMedia } from './media.ts'
import { createPage, type Page } from './page.ts'
import { watchPageErrors } from './page-errors.ts'
import { watchProductViews } from './product-view.ts'
import { watchRageClicks } from './rage-clicks.ts'
import { watchSearch } from './search.ts'
import { watchTcf } from './tcf.ts'

/** One list, read by two: consent first, so that what is told afterwards finds it given. */
function watchDataLayer(page: Page): void {
  const readers = [createConsentModeReader(page), createCommerceReader(page)]
  readDataLayer(page, (entry) => {
    for (const read of readers) read(entry)
  })
}

const signals = [
  watchTcf,
  watchDataLayer,
  watchAttention,
  watchElementViews,
  watchSearch,
  watchProductViews,
  watchForms,
  watchMedia,
  watchCoupons,
  watchRageClicks,
  watchDeadClicks,
  watchPageErrors,
]

/** Starts every signal. One that a browser cannot give does not take the others with it. */
export function start(host: Host): void {
  const page = createPage(host)
  for (const watch of signals) host.guard(watch)(page)
}
