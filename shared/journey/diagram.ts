import { inWords } from '../condition/words.ts'
import type { Entry } from './entry.ts'
import { arrowsOf } from './graph.ts'
import type { EventMatch } from './parts.ts'
import type { Journey } from './schema.ts'
import type { Step } from './steps.ts'

/** A journey as a Mermaid flowchart: what the documents show, and the console draws. */
export function diagramOf(name: string, { entry, exit = [], steps }: Journey): string {
  const first = steps[0]?.id ?? 'end'
  const leaves = exit.map((rule) => ('event' in rule ? eventsOf(rule) : inWords(rule.when)))
  return [
    'flowchart TD',
    `  entry(["${text(`${name}: ${entryWords(entry)}`)}"]) --> ${first}`,
    ...steps.map((step) => `  ${step.id}${shapeOf(step)}`),
    ...arrowsOf(steps).map(({ from, to, label }) => {
      const way = label === '' ? '-->' : `-->|${text(label)}|`
      // `end` is a word of Mermaid's own.
      return `  ${from} ${way} ${to === 'end' ? 'finish' : to}`
    }),
    '  finish(((" ")))',
    ...(leaves.length > 0 ? [`  exit>"${text(`leaves when ${leaves.join(', or ')}`)}"]`] : []),
  ].join('\n')
}

function shapeOf(step: Step): string {
  const words = text(`${step.id.replaceAll('-', ' ')}: ${stepWords(step)}`)
  switch (step.do) {
    case 'branch':
    case 'split':
      return `{"${words}"}`
    case 'send':
    case 'queue':
      return `[["${words}"]]`
    case 'set':
      return `["${words}"]`
    default:
      return `("${words}")`
  }
}

function stepWords(step: Step): string {
  switch (step.do) {
    case 'wait':
      return `wait ${step.for}`
    case 'waitUntil':
      return `until ${untilWords(step)}`
    case 'hold':
      return `wait for ${[step.until].flat().map(eventsOf).join(', or ')}, ${step.for} at most`
    case 'branch':
      return 'which holds?'
    case 'split':
      return step.arms.map(({ name, share }) => `${name} ${share}`).join(' / ')
    case 'send':
      return `send ${Object.keys(step.messages).join(', or ')}`
    case 'queue':
      return `${step.action} on the next page`
    case 'set':
      return `note ${step.trait}`
  }
}

function untilWords({ date, offset, time, weekdays, inDays }: Extract<Step, { do: 'waitUntil' }>) {
  const parts = [
    offset !== undefined && `${offset.slice(1)} ${offset.startsWith('-') ? 'before' : 'after'}`,
    date,
    inDays !== undefined && (inDays === 1 ? 'the next day' : `in ${inDays} days`),
    weekdays !== undefined && `weekday ${weekdays.join(', ')}`,
    time,
  ]
  return parts.filter((part) => part !== false && part !== undefined).join(' ')
}

function entryWords(entry: Entry): string {
  switch (entry.on) {
    case 'event':
      return eventsOf(entry)
    case 'segment':
      return `${entry.change} ${entry.segment}`
    case 'date':
      return `${entry.date}${entry.yearly === true ? ', every year' : ''}`
    case 'schedule':
      return `every ${entry.every} at ${entry.time}`
  }
}

function eventsOf({ event }: Pick<EventMatch, 'event'>): string {
  return [event].flat().join(' or ')
}

/** Quotes would end a label. */
function text(words: string): string {
  return words.replaceAll('"', "'")
}
