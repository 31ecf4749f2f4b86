import type { Lookup } from '../../condition/condition.ts'
import type { RegexEngine } from '../../condition/regex.ts'
import type { Action } from '../action.ts'
import type { Candidate, CandidateOutcome } from '../decision.ts'
import type { DecideSite } from '../prepare/prepared.ts'
import type { World } from './world.ts'

/** Why nobody looked at the candidates of a slot. */
export type SlotObstacle = 'bot' | 'unknown_slot' | 'other_channel' | 'not_on_page'

/** What became of the action in the world as it is, with what that depends on. */
export interface Standing {
  outcome: CandidateOutcome | SlotObstacle
  detail?: string
  score?: number
  /** All candidates of the slot. */
  rivals?: readonly Candidate[]
}

/** What a remedy may look at. */
export interface Patient {
  action: string
  config: Action
  slot: string
  site: DecideSite
  world: World
  regex: RegexEngine | undefined
  /** Facts of the person today, for those that the receipt never had to look at. */
  lookup: Lookup | undefined
}
