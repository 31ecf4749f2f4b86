import { createCatalogue } from '../../shared/catalogue/catalogue.ts'
import type { Catalogue, Item } from '../../shared/catalogue/item.ts'
import { createRecent } from '../../shared/memory/recent.ts'
import type { Env } from '../env.ts'
import { type Manifest, manifestKey } from './snapshot.ts'

/** A catalogue in memory, with the chunks it was made of: an unchanged one is not read again. */
interface Known {
  version: number
  chunks: ReadonlyMap<string, Item[]>
  catalogue: Catalogue
}

/** Each may be tens of megabytes. */
const maxCatalogues = 20

/** Catalogues by site, shared by all requests and objects of an isolate, like the sites themselves. */
const catalogues = createRecent<Known>(maxCatalogues)

/**
 * What a site offers, as it is published: the one in memory when nothing has changed. Never goes back
 * to an older version, and keeps what it has when a chunk cannot be read.
 */
export async function readCatalogue(env: Env, site: string): Promise<Catalogue | undefined> {
  const known = catalogues.get(site)
  const manifest = await env.CONFIG.get<Manifest>(manifestKey(site), 'json')
  if (!manifest || manifest.version <= (known?.version ?? 0)) return known?.catalogue
  const chunks = await Promise.all(
    manifest.chunks.map(async (key): Promise<[string, Item[]] | undefined> => {
      const items = known?.chunks.get(key) ?? (await env.CONFIG.get<Item[]>(key, 'json'))
      return items ? [key, items] : undefined
    })
  )
  // KV may be ahead with the manifest and behind with a chunk: the next look finds both.
  const whole = chunks.filter((chunk) => chunk !== undefined)
  if (whole.length < chunks.length) return known?.catalogue
  const { version } = manifest
  const catalogue = createCatalogue(
    version,
    whole.flatMap(([, items]) => items)
  )
  catalogues.set(site, { version, chunks: new Map(whole), catalogue })
  return catalogue
}
