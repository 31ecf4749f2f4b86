import { createConditionSet, createMoment } from '../condition/compile.ts'
import type { RegexEngine } from '../condition/regex.ts'
import { prepareSite } from '../decide/prepare/prepare-site.ts'
import type { DecideSite } from '../decide/prepare/prepared.ts'
import { withMessages } from '../journey/messages.ts'
import { createJourneyPlan, type JourneyPlan } from '../journey/plan.ts'
import { createFoldPlan, type FoldSite } from '../profile/fold-site.ts'
import { createGoalPlan } from '../profile/goals.ts'
import type { CompileWhere } from '../profile/trait-plan.ts'
import type { Snapshot } from './config.ts'

/** A site ready to fold, decide and travel: conditions as closures, actions indexed by slot and page. */
export type CompiledSite = DecideSite & FoldSite & { journeys: JourneyPlan }

/** Compiles a configuration that passed `checkSite`; never throws on one. */
export function compileSite(
  { version, config }: Pick<Snapshot, 'version' | 'config'>,
  { regex }: { regex?: RegexEngine | undefined } = {}
): CompiledSite {
  const options = { ...(regex && { regex }), groups: config.groups ?? {} }
  const conditions = createConditionSet(options)
  const where = createWhere(options)
  return {
    ...prepareSite({ version, config: withMessages(config), conditions }),
    fold: createFoldPlan(config, where),
    goals: createGoalPlan(config, where),
    complements: config.catalogue?.complements,
    journeys: createJourneyPlan(config, conditions, options),
  }
}

/** Conditions on single events form a set of their own: their paths start at the event. */
function createWhere(options: Parameters<typeof createConditionSet>[0]): CompileWhere {
  const conditions = createConditionSet(options)
  return (where) => {
    const test = conditions.add(where)
    return (lookup, now) => {
      const moment = createMoment(conditions, lookup, now)
      const holds = test(moment)
      moment.release()
      return holds
    }
  }
}
