import type { Content } from '../content/content.ts'
import type { PreparedVariant } from './prepare/prepared.ts'

/** The content for a locale: `pt-BR`, else `pt`, else what the variant says to everybody. */
export function localized({ content, locales }: PreparedVariant, locale: string): Content {
  if (locales.size === 0) return content
  for (let range = locale.toLowerCase(); range !== ''; range = shorten(range)) {
    const local = locales.get(range)
    if (local !== undefined) return local
  }
  return content
}

/** Drops the last subtag (RFC 4647 lookup); a single letter before it goes along. */
function shorten(range: string): string {
  const shorter = range.slice(0, Math.max(0, range.lastIndexOf('-')))
  return shorter.at(-2) === '-' ? shorter.slice(0, -2) : shorter
}
