import type { Json } from '../event/json.ts'
import { type Sensitivity, sensitivityOf } from '../event/sensitive.ts'
import type { SiteConfig } from '../site/config.ts'

/**
 * Nobody likes creepy: a sensitive fact may choose what is shown and is never shown itself. The
 * owner's word about a trait counts before what its name suggests.
 */
export function isDiscreet(path: string, config: Pick<SiteConfig, 'traits' | 'given'>): boolean {
  const [root, name = ''] = path.split('.', 2)
  if (root !== 'traits') return true
  return sensitivityOfTrait(name, config) === 'normal'
}

/** How a trait may be used. */
export function sensitivityOfTrait(
  name: string,
  { traits = {}, given = {} }: Pick<SiteConfig, 'traits' | 'given'>
): Sensitivity {
  const declared = own(traits, name)?.sensitivity ?? own(given, name)?.sensitivity
  return declared ?? sensitivityOf(name)
}

function own<T>(record: Record<string, T>, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined
}

/** What content may look up: facts that are not sensitive, and the action's own item as `item.…`. */
export function contentLookup(
  read: (path: string) => Json,
  { config, item }: { config: SiteConfig; item: string | undefined }
): (path: string) => Json | undefined {
  return (path) => {
    if (!isDiscreet(path, config)) return undefined
    if (!path.startsWith('item.')) return read(path) ?? undefined
    return item === undefined ? undefined : (read(`items.${item}.${path.slice(5)}`) ?? undefined)
  }
}
