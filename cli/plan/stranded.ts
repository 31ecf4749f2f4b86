import type { JourneysAnswer } from '../../shared/api/journeys-api.ts'
import type { Change } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** People who are in a journey at a step that a configuration takes away: their run ends there. */
export interface Stranded {
  journey: string
  step: string
  runs: number
}

/** Whether anybody could be stranded at all, so that somebody has to be asked. */
export function touchesJourneys(changes: readonly Change[]): boolean {
  return changes.some(({ path: [collection], from }) => {
    return collection === 'journeys' && from !== undefined
  })
}

/** Where people stand that the configuration has no place for. */
export function strandedIn(config: SiteConfig, { journeys }: JourneysAnswer): Stranded[] {
  return Object.entries(journeys).flatMap(([journey, { waiting }]) => {
    const steps = new Set(config.journeys?.[journey]?.steps.map(({ id }) => id))
    return Object.entries(waiting).flatMap(([step, runs]) =>
      runs > 0 && !steps.has(step) ? [{ journey, step, runs }] : []
    )
  })
}
