import type { Condition } from '../../shared/condition/condition.ts'
import { inWords } from '../../shared/condition/words.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { type Change, isObject, valueIn } from '../../shared/site/change/changes.ts'
import { linesBetween } from '../../shared/site/change/lines.ts'
import { style } from '../print/style.ts'

/** Two documents, for what is said about the whole of a condition. */
export interface Sides {
  from: JsonObject
  to: JsonObject
}

const mostLines = 14
const longestValue = 60

/** Changes for people, one after the other: what came, went or changed, and conditions in words. */
export function changeLines(changes: readonly Change[], sides: Sides): string[] {
  const told = new Set<string>()
  return changes.flatMap(things).flatMap((change) => {
    const place = audienceOf(change)
    const isNew = !told.has(place.join('.'))
    told.add(place.join('.'))
    return [...linesOf(change), ...(isNew ? audienceLines(place, sides) : [])]
  })
}

/** `2 new, 1 changed, 3 removed` */
export function countChanges(changes: readonly Change[]): string {
  const kinds = changes.flatMap(things).map(kindOf)
  const parts = (['new', 'changed', 'removed'] as const).flatMap((kind) => {
    const count = kinds.filter((one) => one === kind).length
    return count > 0 ? [`${count} ${kind}`] : []
  })
  return parts.join(', ')
}

/** A collection that came or went as a whole is told thing by thing. */
function things({ path, from, to }: Change): Change[] {
  const whole = from ?? to
  const isCollection = isObject(whole) && Object.values(whole).every(isObject)
  if (path.length !== 1 || !isCollection || (from !== undefined && to !== undefined)) {
    return [{ path, ...(from !== undefined && { from }), ...(to !== undefined && { to }) }]
  }
  return Object.entries(whole).map(([id, value]) => ({
    path: [...path, id],
    ...(from === undefined ? { to: value } : { from: value }),
  }))
}

function kindOf({ from, to }: Change): 'new' | 'removed' | 'changed' {
  if (from === undefined) return 'new'
  return to === undefined ? 'removed' : 'changed'
}

const marks = { new: style.good('+'), removed: style.bad('-'), changed: style.careful('~') }

function linesOf(change: Change): string[] {
  const kind = kindOf(change)
  const head = `  ${marks[kind]} ${style.strong(change.path.join('.'))}`
  const { from, to } = change
  if (kind !== 'changed') return [`${head}  ${style.quiet(gistOf(from ?? to))}`]
  if (isShort(from) && isShort(to)) {
    return [`${head}  ${style.bad(textOf(from))} → ${style.good(textOf(to))}`]
  }
  const lines = linesBetween(from, to).filter((line) => line.kind !== 'same')
  const shown = lines.slice(0, mostLines).map(({ kind: side, text }) => {
    return side === 'gone' ? `      ${style.bad(`- ${text}`)}` : `      ${style.good(`+ ${text}`)}`
  })
  const more = lines.length - shown.length
  return [head, ...shown, ...(more > 0 ? [style.quiet(`      … ${more} more lines`)] : [])]
}

/** What a thing is, in its author's words where there are any. */
function gistOf(value: Json | undefined): string {
  if (isObject(value) && typeof value.description === 'string') return value.description
  const text = textOf(value)
  return text.length > longestValue ? `${text.slice(0, longestValue - 1)}…` : text
}

/** Where the audience of a changed thing stands: a condition may be spread over several changes. */
function audienceOf({ path }: Change): string[] {
  const at = path.lastIndexOf('when')
  return at < 0 ? [...path, 'when'] : path.slice(0, at + 1)
}

/** Whom a thing was for and is for; nothing when that stays as it is, or the thing is gone. */
function audienceLines(place: readonly string[], { from, to }: Sides): string[] {
  const [before, after] = [from, to].map((side) => conditionInWords(valueIn(side, place)))
  if (before === after || valueIn(to, place.slice(0, -1)) === undefined) return []
  if (before === undefined) return [style.quiet(`      for: ${after}`)]
  return [style.quiet(`      was for: ${before}`), style.quiet(`      now for: ${after ?? 'all'}`)]
}

function conditionInWords(value: Json | undefined): string | undefined {
  if (!isObject(value)) return undefined
  const condition: Condition = value
  return inWords(condition)
}

function isShort(value: Json | undefined): boolean {
  return !isObject(value) && textOf(value).length <= longestValue
}

function textOf(value: Json | undefined): string {
  return JSON.stringify(value) ?? ''
}
