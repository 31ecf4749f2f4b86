import type { TransferKind } from '../../shared/api/transfer-api.ts'
import { fingerprint } from '../../shared/event/fingerprint.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'

/** Columns that are not the owner's own. */
const known: ReadonlySet<string> = new Set([
  ...['profile', 'userId', 'anonymousId', 'createdAt', 'ids', 'traits', 'messageId', 'type'],
  ...['event', 'timestamp', 'properties', 'externalIds', 'email'],
])

/**
 * A row of a spreadsheet as a call: an event, or a person with traits. Columns of the owner's own are
 * properties of the event, traits of the person. A row without an id gets one made from what it says,
 * so that the same row is the same event each time.
 */
export function callOfRow(row: JsonObject, kind: TransferKind): JsonObject {
  const text = (name: string) => unquoted(row[name])
  const own = Object.entries(row).filter(([name, value]) => !known.has(name) && value !== '')
  const more = Object.fromEntries(own.map(([name, value]) => [name, plain(unquoted(value) ?? '')]))
  const email = text('email')
  const isPerson = kind === 'profiles'
  const others = isPerson ? idsOf(objectIn(row.ids)) : listIn(row.externalIds)
  return {
    messageId: text('messageId') ?? `row-${fingerprint(JSON.stringify(row)).toString(36)}`,
    type: isPerson ? 'identify' : (text('type') ?? 'track'),
    ...given('event', text('event')),
    ...given('timestamp', isPerson ? undefined : text('timestamp')),
    ...given('userId', text('userId')),
    ...given('anonymousId', text('anonymousId')),
    properties: isPerson ? {} : { ...objectIn(row.properties), ...more },
    traits: { ...objectIn(row.traits), ...(isPerson && more), ...given('email', email) },
    context: { externalIds: others },
  }
}

function given(name: string, value: string | undefined): JsonObject {
  return value === undefined ? {} : { [name]: value }
}

/** An export quotes what a spreadsheet would take for a formula. */
function unquoted(value: Json | undefined): string | undefined {
  if (typeof value !== 'string' || value === '') return undefined
  return /^'[=+\-@\t\r]/.test(value) ? value.slice(1) : value
}

/** Numbers and yes or no as what they are; a number that would be written otherwise is a text. */
function plain(text: string): Json {
  if (text === 'true' || text === 'false') return text === 'true'
  return String(Number(text)) === text ? Number(text) : text
}

function objectIn(cell: Json | undefined): JsonObject {
  const json = jsonIn(cell)
  return typeof json === 'object' && json !== null && !Array.isArray(json) ? json : {}
}

function listIn(cell: Json | undefined): Json[] {
  const json = jsonIn(cell)
  return Array.isArray(json) ? json : []
}

/** `{ "loyalty_card": ["c-1"] }` as Segment writes external ids: the first of each kind. */
function idsOf(ids: JsonObject): Json[] {
  return Object.entries(ids).flatMap(([type, values]) => {
    const id = Array.isArray(values) ? (values[0] ?? null) : values
    return id === null ? [] : [{ type, id }]
  })
}

function jsonIn(cell: Json | undefined): Json | undefined {
  if (typeof cell !== 'string' || cell === '') return undefined
  try {
    return JSON.parse(cell)
  } catch {
    return undefined
  }
}
