import type { DecideSite } from '../decide/prepared.ts'
import type { Snapshot } from './config.ts'

/** A linear-time regular expression engine; absent where none may run, then `$regex` never holds. */
export type RegexEngine = (pattern: string, flags: string) => (input: string) => boolean

/** A site ready to fold and decide: conditions as closures, actions indexed by slot and page. */
export interface CompiledSite extends DecideSite {
  /** Segments that the page may be told. */
  publicSegments: readonly string[]
}

/** Compiles a configuration that passed `checkSite`; never throws on one. */
export function compileSite(
  snapshot: Pick<Snapshot, 'version' | 'config'>,
  options: { regex?: RegexEngine } = {}
): CompiledSite {
  void options
  return { version: snapshot.version, config: snapshot.config, publicSegments: [] }
}
