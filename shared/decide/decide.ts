import { type Answer, type Asked, answer } from './answer.ts'
import { type LiveInput, liveSource } from './live-source.ts'

export type { Answer } from './answer.ts'

/** Everything a decision depends on: nothing else is read, no clock, no chance. */
export type DecideInput = LiveInput & Asked

/** Decides every slot of one request. Pure and total: whatever fails leaves the default content. */
export function decide(input: DecideInput): Answer {
  return answer(input.site, liveSource(input), input)
}
