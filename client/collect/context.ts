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

/** The page as the visitor reached it; `from` is the page before it, also inside a single-page app. */
export const describePage = (from: string): JsonObject => {
  const { origin, pathname, search } = location
  return {
    url: clip(origin + pathname + search),
    path: clip(pathname),
    search: clip(search),
    title: clip(document.title),
    referrer: clip(from),
    properties: pageProperties(),
  }
}

/** `utm_*` parameters of the address, as Segment names them. */
const describeCampaign = (): Record<string, string> => {
  const found: Record<string, string> = {}
  new URLSearchParams(location.search).forEach((value, name) => {
    const part = /^utm_(\w{1,60})$/.exec(name)?.[1]
    if (part) found[part.replace('campaign', 'name')] = value.slice(0, 255)
  })
  return found
}

/**
 * What is true of this moment on this device; `from` is the page before. The time zone is an offset,
 * `+0530`, because asking a browser for its name costs more than all the rest of us: 15 ms.
 */
export const describeContext = (from: string): Context => {
  const { language, webdriver, connection, globalPrivacyControl } = navigator as MoreNavigator
  const touched = Math.min(innerWidth, innerHeight) < 600 ? 'mobile' : 'tablet'
  return {
    page: describePage(from),
    campaign: describeCampaign(),
    timezone: String(new Date()).slice(28, 33),
    locale: language,
    device: matchMedia('(pointer:coarse)').matches ? touched : 'desktop',
    connection: connection?.effectiveType,
    gpc: globalPrivacyControl === true,
    automated: webdriver,
  }
}
