import type { Content } from '../../shared/content/content.ts'
import type { ResolveContent } from '../../shared/decide/decision.ts'
import type { Json } from '../../shared/event/json.ts'

/**
 * Fills the plain places of templates, `{{ traits.name }}`; anything cleverer stands as it was
 * written. The edge fills all of it: this only tells what would be missing, and shows the rest.
 */
export const fillPlain: ResolveContent = (content, lookup) => {
  let missing: string | undefined
  const fill = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replace(/\{\{\s*([a-zA-Z][\w.]*)\s*\}\}/g, (place, path: string) => {
        const held = lookup(path)
        if (held === undefined || held === null) missing ??= path
        return typeof held === 'string' || typeof held === 'number' ? String(held) : place
      })
    }
    if (Array.isArray(value)) return value.map(fill)
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]))
  }
  const filled = fill(content as Json)
  // Only texts were replaced by texts: what was content still is.
  return missing === undefined ? { content: filled as Content } : { missing }
}
