import type { DecideSite, PreparedAction, PreparedSlot } from './prepare/prepared.ts'
import type { Situation } from './situation.ts'

/** Tells actions that a slot has shown often enough in a row: others of their tier go first. */
export function repetition(
  slot: PreparedSlot,
  { site, situation }: { site: DecideSite; situation: Situation }
): (action: PreparedAction) => boolean {
  const { variety } = slot.config
  if (variety === undefined) return never
  const recent = situation.budget.recent(slot.name, variety.inARow)
  if (recent.length < variety.inARow) return never
  const kindOf = (action: PreparedAction | undefined) =>
    variety.of === 'category' ? categoryOf(action, situation) : action?.id
  const [kind, ...others] = recent.map((id) => kindOf(site.actions.get(id)))
  if (kind === undefined || others.some((other) => other !== kind)) return never
  return (action) => kindOf(action) === kind
}

const never = () => false

/** The category of what an action promotes; without one, an action is of a kind of its own. */
function categoryOf(action: PreparedAction | undefined, situation: Situation): string | undefined {
  const item = action?.item?.id(situation)
  const category = item === undefined ? null : situation.read(`items.${item}.category`)
  return typeof category === 'string' ? category : action?.id
}
