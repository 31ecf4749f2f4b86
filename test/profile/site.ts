import { evaluate } from '../../shared/condition/compile.ts'
import { createFoldPlan, type FoldConfig, type FoldSite } from '../../shared/profile/fold-site.ts'
import type { TraitDeclaration } from '../../shared/profile/trait.ts'

/** A site for tests of profiles: real declarations, the real condition engine. */
export function siteOf(config: FoldConfig): FoldSite {
  return {
    fold: createFoldPlan(config, (where) => (lookup, now) => evaluate(where, lookup, { now })),
  }
}

/** A site with one computed trait, `t`. */
export function siteWith(trait: TraitDeclaration): FoldSite {
  return siteOf({ traits: { t: trait } })
}
