import type { Complements } from '../catalogue/complements.ts'
import type { Catalogue } from '../catalogue/item.ts'
import { fingerprint } from '../event/fingerprint.ts'
import { own } from '../event/safe-key.ts'
import { type Sensitivity, sensitivityOf } from '../event/sensitive.ts'
import type { GoalPlan } from './goals.ts'
import type { GivenTraitDeclaration, TraitDeclaration } from './trait.ts'
import { type CompileWhere, planTrait, type TraitPlan } from './trait-plan.ts'

/** What the fold needs of a site's configuration (a `SiteConfig` is one). */
export interface FoldConfig {
  timezone?: string | undefined
  traits?: Record<string, TraitDeclaration> | undefined
  given?: Record<string, GivenTraitDeclaration> | undefined
  consent?:
    | {
        mode?: ConsentMode | undefined
        purposes?: Record<string, unknown> | undefined
      }
    | undefined
}

/** What counts as a yes: only a yes; anything but a no; everything that was not refused. */
export type ConsentMode = 'required' | 'opt-out' | 'none'

/** A site as fold, facts and merge see it. */
export interface FoldSite {
  readonly fold: FoldPlan
  /** What counts as a success of which action; absent: no action has a goal. */
  readonly goals?: GoalPlan | undefined
  /** What the site offers, where it has told; facts about items come from it. */
  readonly catalogue?: Catalogue | undefined
  /** Which categories go with which; facts about purchases know what is missing. */
  readonly complements?: Complements | undefined
}

/** Declarations of computed and given traits, compiled once per configuration version. */
export interface FoldPlan {
  /** Zone of people whose own is unknown. */
  timezone: string
  consentMode: ConsentMode
  /** Purposes of the site: an empty consent object is a no to each. */
  purposes: readonly string[]
  /** Computed traits by name, in order of their names. */
  traits: ReadonlyMap<string, TraitPlan>
  /** The same as a list. */
  plans: readonly TraitPlan[]
  /** Hash over all declarations: a profile with another one has traits to fold again. */
  declared: string
  /** Red names that the owner declared: `normalizeEvent` lets them in. */
  declaredRed: ReadonlySet<string>
  /** How a trait, computed or given, may be used: as declared, else as its name suggests. */
  sensitivity(trait: string): Sensitivity
  /** Consent purpose of a trait, if it has one. */
  purpose(trait: string): string | undefined
}

/** Compiles what the fold needs. Never throws on a configuration that passed its schema. */
export function createFoldPlan(config: FoldConfig, compileWhere: CompileWhere): FoldPlan {
  const declarations = Object.entries(config.traits ?? {}).sort()
  const plans = declarations.map(([name, trait]) => planTrait(name, trait, compileWhere))
  const traits = new Map(plans.map((plan) => [plan.name, plan]))
  const given = config.given ?? {}
  return {
    timezone: config.timezone ?? 'UTC',
    consentMode: config.consent?.mode ?? 'none',
    purposes: Object.keys(config.consent?.purposes ?? {}),
    traits,
    plans,
    declared: fingerprint(plans.map((plan) => `${plan.name}:${plan.declaration}`).join()).toString(
      36
    ),
    declaredRed: declaredRed(config),
    sensitivity: (trait) =>
      traits.get(trait)?.sensitivity ?? own(given, trait)?.sensitivity ?? sensitivityOf(trait),
    purpose: (trait) => traits.get(trait)?.purpose ?? own(given, trait)?.purpose,
  }
}

/** A given trait that is declared at all, and what a trait declared red is computed from. */
function declaredRed({ traits = {}, given = {} }: FoldConfig): ReadonlySet<string> {
  const sources = Object.values(traits)
    .filter((trait) => trait.sensitivity === 'red')
    .flatMap(({ of, by }) => [of, by])
    .map((path) => path?.split('.').at(-1) ?? '')
  return new Set([...Object.keys(given), ...sources])
}
