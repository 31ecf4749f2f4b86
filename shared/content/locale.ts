/** What is written for a locale: under `pt-BR`, else under `pt`; undefined when neither is there. */
export function nearestLocale<T>(
  byLocale: Readonly<Record<string, T>> | undefined,
  locale: string
): T | undefined {
  if (byLocale === undefined) return undefined
  const written = new Map(
    Object.entries(byLocale).map(([key, value]) => [key.toLowerCase(), value])
  )
  return nearestIn(written, locale)
}

/** The same, where the keys are in lower case already. */
export function nearestIn<T>(written: ReadonlyMap<string, T>, locale: string): T | undefined {
  if (written.size === 0) return undefined
  for (let range = locale.toLowerCase(); range !== ''; range = shorten(range)) {
    const local = written.get(range)
    if (local !== undefined) return local
  }
  return undefined
}

/** Drops the last subtag (RFC 4647 lookup); a single letter before it goes along. */
function shorten(range: string): string {
  const shorter = range.slice(0, Math.max(0, range.lastIndexOf('-')))
  return shorter.at(-2) === '-' ? shorter.slice(0, -2) : shorter
}
