import { type PreparedSource, prepareSource } from '../../shared/hooks/prepare.ts'
import type { Source } from '../../shared/hooks/source.ts'

/** By the declaration of the snapshot it came with: a new version brings new ones. */
const prepared = new WeakMap<Source, PreparedSource>()

/** A source ready to take deliveries; nothing when there is none of that name, or it is off. */
export function findSource(
  sources: Readonly<Record<string, Source>> | undefined,
  name: string
): PreparedSource | undefined {
  const source = sources && Object.hasOwn(sources, name) ? sources[name] : undefined
  if (!source || source.enabled === false) return undefined
  const known = prepared.get(source)
  if (known) return known
  const made = prepareSource(name, source)
  // It was checked before it was published.
  if ('problems' in made) throw new Error(`The source ${name} cannot be prepared.`)
  prepared.set(source, made.source)
  return made.source
}
