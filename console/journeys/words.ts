import { inWords } from '../../shared/condition/words.ts'
import type { Entry } from '../../shared/journey/entry.ts'
import type { EventMatch } from '../../shared/journey/parts.ts'
import type { Step } from '../../shared/journey/steps.ts'

/** What each kind of step is called, and how it stands out. */
export const stepKinds: Record<Step['do'], { name: string; tone: string }> = {
  wait: { name: 'wait', tone: '' },
  waitUntil: { name: 'wait until', tone: '' },
  hold: { name: 'hold', tone: '' },
  branch: { name: 'branch', tone: 'warn' },
  split: { name: 'split', tone: 'warn' },
  send: { name: 'send', tone: 'accent' },
  queue: { name: 'on the page', tone: 'accent' },
  set: { name: 'set trait', tone: 'good' },
}

/** What lets people in, as a sentence. */
export function entryInWords(entry: Entry): string {
  switch (entry.on) {
    case 'event':
      return `When ${[entry.event].flat().join(' or ')} happens`
    case 'segment':
      return `When the segment ${entry.segment} is ${entry.change}`
    case 'date':
      return `On the date in ${entry.date}${entry.yearly ? ', every year' : ''}`
    case 'schedule':
      return `Every ${entry.every} at ${entry.time}`
  }
}

/** What a step does, as a sentence. */
export function stepInWords(step: Step): string {
  switch (step.do) {
    case 'wait':
      return `Waits ${step.for}.`
    case 'waitUntil':
      return step.date ? `Waits until ${step.date}.` : `Waits until ${step.time ?? 'the day'}.`
    case 'hold':
      return `Holds for ${eventsIn(step.until)}, ${step.for} at most.`
    case 'branch':
      return step.branches.map(({ when, to }) => `${to} when ${inWords(when)}`).join('; ')
    case 'split':
      return 'Sends people different ways by chance; one person always the same.'
    case 'send':
      return `Sends by ${Object.keys(step.messages).join(', else ')}.`
    case 'queue':
      return `Makes ${step.action} wait for the next page.`
    case 'set':
      return `Sets ${step.trait}.`
  }
}

/** Names of the events that are listened to. */
export function eventsIn(matches: EventMatch | EventMatch[]): string {
  return [matches]
    .flat()
    .flatMap(({ event }) => event)
    .join(' or ')
}
