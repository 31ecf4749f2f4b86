import type { SiteConfig } from '../../shared/site/config.ts'

/** Parts of a configuration that are collections by id. */
export type Collection = {
  [K in keyof SiteConfig]-?: NonNullable<SiteConfig[K]> extends Record<string, infer Entry>
    ? Entry extends object
      ? string extends keyof NonNullable<SiteConfig[K]>
        ? K
        : never
      : never
    : never
}[keyof SiteConfig]

/** One entry of a collection. */
export type EntryOf<C extends Collection> =
  NonNullable<SiteConfig[C]> extends Record<string, infer Entry extends object> ? Entry : never

/** Entries of a collection that may be absent, in the order in which they were written. */
export function entriesOf<C extends Collection>(
  config: SiteConfig,
  collection: C
): [id: string, entry: EntryOf<C>][] {
  return Object.entries((config[collection] ?? {}) as Record<string, EntryOf<C>>)
}

/** One entry, if there is one. */
export function entryOf<C extends Collection>(
  config: SiteConfig,
  collection: C,
  id: string
): EntryOf<C> | undefined {
  return entriesOf(config, collection).find(([one]) => one === id)?.[1]
}

/** The configuration with an entry set in its old place, or without it. */
export function withEntry<C extends Collection>(
  config: SiteConfig,
  collection: C,
  { id, entry }: { id: string; entry: EntryOf<C> | undefined }
): SiteConfig {
  const { [id]: _, ...others } = Object.fromEntries(entriesOf(config, collection))
  const before = Object.fromEntries(entriesOf(config, collection))
  return { ...config, [collection]: entry ? { ...before, [id]: tidy(entry) } : others }
}

/** The configuration with an entry under another name, in its old place. */
export function withRenamed(
  config: SiteConfig,
  collection: Collection,
  { id, name }: { id: string; name: string }
): SiteConfig {
  const renamed = entriesOf(config, collection).map(([one, entry]) => [
    one === id ? name : one,
    entry,
  ])
  return { ...config, [collection]: Object.fromEntries(renamed) }
}

/** An object without what is `undefined`: the document holds only what somebody has said. */
export function tidy<T extends object>(entry: { [K in keyof T]: T[K] | undefined }): T {
  return Object.fromEntries(Object.entries(entry).filter(([, value]) => value !== undefined)) as T
}

/** Names in configurations, receipts and reports. */
export const isName = (text: string) => /^[a-zA-Z][\w-]{0,63}$/.test(text)

/** A name that is not taken: `hero`, `hero-2`. */
export function freeName(name: string, config: SiteConfig, collection: Collection): string {
  const taken = new Set(entriesOf(config, collection).map(([id]) => id))
  for (let n = 1; ; n++) {
    const candidate = n === 1 ? name : `${name}-${n}`
    if (!taken.has(candidate)) return candidate
  }
}
