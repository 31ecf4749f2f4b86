import type { JsonObject } from '../../shared/event/json.ts'

const maxCampaignParts = 16

/** A page with what its address says: pages send that once, whole. */
export function withAddress(page: JsonObject): JsonObject {
  const url = addressOf(page)
  return url ? { path: url.pathname, search: url.search, ...page } : page
}

/** `utm_*` parameters of a page's address, as Segment names them. */
export function campaignOf(page: JsonObject): Record<string, string> | undefined {
  const parts = [...(addressOf(page)?.searchParams ?? [])].flatMap(([name, value]) => {
    const part = /^utm_(\w{1,60})$/.exec(name)?.[1]
    return part ? [[part.replace('campaign', 'name'), value.slice(0, 255)] as const] : []
  })
  return parts.length > 0 ? Object.fromEntries(parts.slice(0, maxCampaignParts)) : undefined
}

function addressOf({ url }: JsonObject): URL | undefined {
  return (typeof url === 'string' && URL.parse(url)) || undefined
}
