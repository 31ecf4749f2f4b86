import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { ago } from '../print/ago.ts'
import { style } from '../print/style.ts'
import type { Portrait } from './portrait.ts'

/** What the lines are made for. */
export interface PortraitOptions {
  now: number
  /** Whether sensitive values are shown as well. */
  isSensitiveShown: boolean
}

const lastShown = 15

/** A person in words: who, what is known, what they agreed to, what happened lately. */
export function portraitLines(
  person: Portrait,
  timeline: readonly TimelineEntry[],
  options: PortraitOptions
): string[] {
  const { now } = options
  return [
    `${style.strong(nameOf(person))}  ${style.quiet(`profile ${person.id}`)}`,
    ...section('Known as', Object.entries(person.ids).map(idLine)),
    ...section('Visits', visitLines(person, now)),
    ...section('Traits', traitLines(person, options)),
    ...section('Segments', person.segments),
    ...section('Consent', consentLines(person, now)),
    ...section('Care', careLines(person, now)),
    ...section('Events', eventLines(person, now)),
    ...section(
      'Lately',
      timeline.slice(0, lastShown).map((entry) => entryLine(entry, now))
    ),
  ]
}

function nameOf({ traits }: Portrait): string {
  const { name, firstName, email } = traits
  const known = [name, firstName, email].find(
    (trait) => typeof trait?.value === 'string' && trait.sensitivity !== 'red'
  )
  return known === undefined ? 'Somebody' : String(known.value)
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)]
}

function idLine([kind, value]: [string, Json]): string {
  return `${kind}  ${[value].flat().map(text).join(', ')}`
}

function visitLines({ createdAt, session }: Portrait, now: number): string[] {
  const met = `first met ${ago(createdAt, now)}`
  if (session === null) return [met]
  const { number, pages, lastAt } = session
  return [`${met}; session ${number}, ${pages} page${pages === 1 ? '' : 's'}, ${ago(lastAt, now)}`]
}

function traitLines({ traits }: Portrait, { now, isSensitiveShown }: PortraitOptions): string[] {
  const width = Math.max(0, ...Object.keys(traits).map((name) => name.length))
  return Object.entries(traits).map(([name, { value, source, at, sensitivity, approximate }]) => {
    const isHidden = sensitivity === 'red' && !isSensitiveShown
    const shown = isHidden ? '(sensitive: --sensitive shows it)' : text(value)
    const from = [source, at === undefined ? '' : ago(at, now), approximate ? 'about' : '']
    return `${name.padEnd(width)}  ${shown}  ${style.quiet(from.filter(Boolean).join(', '))}`
  })
}

function consentLines({ consent }: Portrait, now: number): string[] {
  return Object.entries(consent).map(([purpose, { granted, at }]) => {
    const answer = granted === true ? style.good('yes') : granted === false ? style.bad('no') : '?'
    return `${purpose}  ${answer}, ${ago(at, now)}`
  })
}

function careLines({ care }: Portrait, now: number): string[] {
  return care === null ? [] : [`${care.reason}, ${ago(care.since, now)}: nothing is sold to them`]
}

function eventLines({ events }: Portrait, now: number): string[] {
  const latest = Object.entries(events).sort(([, a], [, b]) => b.last - a.last)
  return latest.map(([name, { count, last }]) => `${name}  ${count} ×, ${ago(last, now)}`)
}

function entryLine(entry: TimelineEntry, now: number): string {
  return `${style.quiet(ago(entry.at, now).padEnd(14))} ${entryInWords(entry)}`
}

function entryInWords(entry: TimelineEntry): string {
  const { kind }: { kind: string } = entry
  if (entry.kind === 'event') return `${entry.name}${subjectOf(entry.properties)}`
  if (entry.kind === 'journey') {
    return `${entry.trace.journey}: ${entry.trace.what.replaceAll('_', ' ')}`
  }
  if (entry.kind === 'decision') {
    const { slot, action, id } = entry.receipt
    const what = action === undefined ? 'keeps its default content' : `shows ${action}`
    return `${slot} ${what}  ${style.quiet(id)}`
  }
  // A kind that a newer server tells of is named, and not told of further.
  return kind
}

function subjectOf({ name, product_id, order_id, path }: JsonObject): string {
  const [known] = [name, product_id, order_id, path].filter((one) => typeof one === 'string')
  return known === undefined ? '' : ` (${String(known)})`
}

function text(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
