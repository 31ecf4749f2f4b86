import type { Condition, Lookup } from '../condition/condition.ts'
import type { GivenTraitDeclaration, TraitDeclaration } from './trait.ts'

/** What the fold needs of a site's configuration (a `SiteConfig` is one). */
export interface FoldConfig {
  timezone?: string | undefined
  traits?: Record<string, TraitDeclaration> | undefined
  given?: Record<string, GivenTraitDeclaration> | undefined
  consent?:
    | {
        mode?: 'required' | 'opt-out' | 'none' | undefined
        purposes?: Record<string, unknown> | undefined
      }
    | undefined
}

/** A trait's `where`, compiled: `now` is the event's own time. Paths: `properties.…`, `name`, `type`. */
export type EventTest = (lookup: Lookup, now: number) => boolean

/** Compiles a trait's `where`; the compiled site supplies it, so that this room needs no engine. */
export type CompileWhere = (where: Condition) => EventTest

/** A site as fold, facts and merge see it. */
export interface FoldSite {
  readonly fold: FoldPlan
}

/** Declarations of computed and given traits, compiled once per configuration version. */
export interface FoldPlan {
  /** Zone of people whose own is unknown. */
  timezone: string
  /** Hash over all declarations: a profile with another one has traits to fold again. */
  declared: string
  /** Red names that the owner declared: `normalizeEvent` lets them in. */
  declaredRed: ReadonlySet<string>
}

/** Compiles what the fold needs. Never throws on a configuration that passed its schema. */
export function createFoldPlan(config: FoldConfig, compileWhere: CompileWhere): FoldPlan {
  void compileWhere
  return { timezone: config.timezone ?? 'UTC', declared: '', declaredRed: new Set() }
}
