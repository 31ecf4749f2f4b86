import type { PageContext } from '../../shared/api/page-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { pageProperties } from './marks.ts'

/** A context on its way into JSON, which leaves out what is undefined. */
export type Context = { [Part in keyof PageContext]?: PageContext[Part] | undefined }

/** What browsers tell and the compiler's library does not know yet. */
interface MoreNavigator extends Navigator {
  connection?: { effectiveType?: string }
  globalPrivacyControl?: unknown
}

const clip = (text: string): string => text.slice(0, 1_024)

/**
 * The page as the visitor reached it; `from` is the page before it, also inside a single-page app. Path,
 * search and campaign are in the address, where the edge reads them.
 */
export const describePage = (from: string): JsonObject => ({
  url: clip(location.href.split('#', 1).join()),
  title: clip(document.title),
  referrer: clip(from),
  properties: pageProperties(),
})

/** The device's clock as an offset from UTC, `+0530`: its zone's name costs a page 15 ms to ask for. */
export const clockOffset = (): string => String(new Date()).slice(28, 33)

/** What is true of this moment on this device; `from` is the page before. */
export const describeContext = (from: string, zones: Record<string, string> = {}): Context => {
  const { language, webdriver, connection, globalPrivacyControl } = navigator as MoreNavigator
  const offset = clockOffset()
  const touched = Math.min(innerWidth, innerHeight) < 600 ? 'mobile' : 'tablet'
  return {
    page: describePage(from),
    timezone: zones[offset] ?? offset,
    locale: language,
    device: matchMedia('(pointer:coarse)').matches ? touched : 'desktop',
    connection: connection?.effectiveType,
    gpc: globalPrivacyControl === true,
    automated: webdriver,
  }
}
