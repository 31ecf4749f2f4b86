import { dayMs } from '../event/time.ts'

/** Every limit of journeys. A profile stays small, whatever its owner or its visitor does. */
export const journeyLimits = {
  /** Runs of one person at a time; the oldest of the same journey makes room. */
  runs: 25,
  /** Marks remembered for late events. */
  marks: 100,
  /** An entry that arrives later than this lets nobody in; marks are remembered as long. */
  lateMs: dayMs,
  /** Journeys and keys whose last run is remembered. */
  past: 200,
  /** Occurrences of the calendar remembered per journey. */
  occurrences: 24,
  /** Actions that wait for a page. */
  queued: 25,
  /** Finished runs whose goal may still be reached. */
  hopeful: 25,
  /** Steps of one run at one moment; more of them lead in a circle. */
  steps: 100,
  /**
   * With journeys by date or segment, everybody is looked at this often, because a configuration may
   * have come that a sleeping profile knows nothing of.
   */
  heartbeatMs: 7 * dayMs,
} as const
