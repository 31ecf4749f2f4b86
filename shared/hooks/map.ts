import type { Problem } from '../condition/condition.ts'
import { emailHash } from '../event/email-hash.ts'
import type { Json, JsonObject } from '../event/json.ts'
import { formatTime } from '../event/time.ts'
import type { Budget } from './expression.ts'
import { hookLimits } from './limits.ts'
import type { PreparedMapping, PreparedSource } from './prepare.ts'

/** One delivery: what a provider sent. */
export interface Delivery {
  body: Json
  /** Names in lower case. */
  headers: Readonly<Record<string, string>>
}

/** What a delivery means: calls as the Segment API takes them; or where its mapping failed. */
export type Mapped = { calls: JsonObject[] } | { problem: Problem }

/** Carries the path of what failed through the evaluation. */
class MappingFault extends Error {
  readonly path: string
  constructor(path: string, message: string) {
    super(message)
    this.path = path
  }
}

/** Makes calls of a delivery, by the mapping of its source. Never throws. */
export async function mapDelivery(source: PreparedSource, delivery: Delivery): Promise<Mapped> {
  const budget = { steps: hookLimits.steps }
  const calls: JsonObject[] = []
  try {
    for (const mapping of source.mappings) {
      for (const part of await partsOf(mapping, delivery, budget)) {
        const call = await callOf(mapping, reader({ ...delivery, part, budget }))
        if (call) calls.push(call)
        if (calls.length > hookLimits.events) {
          throw new MappingFault(mapping.path, `It makes more than ${hookLimits.events} events.`)
        }
      }
    }
  } catch (error) {
    if (!(error instanceof MappingFault)) throw error
    return { problem: { code: 'mapping_failed', path: error.path, message: error.message } }
  }
  return { calls }
}

/** Reads what an expression at a path makes of the part at hand. */
type Read = (placed: PreparedMapping['id'] | undefined) => Promise<unknown>

function reader(input: Delivery & { part: unknown; budget: Budget }): Read {
  return async (placed) => {
    if (placed === undefined) return undefined
    try {
      return await placed.expression.evaluate(input)
    } catch (error) {
      const message = error instanceof Error ? error.message : 'It cannot be evaluated.'
      throw new MappingFault(placed.path, message)
    }
  }
}

async function partsOf(
  { each }: PreparedMapping,
  delivery: Delivery,
  budget: Budget
): Promise<unknown[]> {
  if (each === undefined) return [delivery.body]
  const parts = await reader({ ...delivery, part: delivery.body, budget })(each)
  if (parts === undefined) return []
  return Array.isArray(parts) ? parts : [parts]
}

async function callOf(mapping: PreparedMapping, read: Read): Promise<JsonObject | undefined> {
  const { when, id, type, event, at } = mapping
  if (when !== undefined && (await read(when)) !== true) return undefined
  const messageId = textOf(await read(id))
  if (messageId === undefined)
    throw new MappingFault(id.path, 'It has no value: an event needs an id.')
  const happened = timeOf(await read(at), at?.path ?? '')
  return {
    ...{ type, messageId },
    ...(event !== undefined && { event }),
    ...(happened !== undefined && { timestamp: happened }),
    ...(await personOf(mapping, read)),
    properties: await objectOf(mapping.properties, read),
    traits: await objectOf(mapping.traits, read),
  }
}

async function personOf({ path, person, consent }: PreparedMapping, read: Read) {
  const userId = textOf(await read(person.userId))
  const anonymousId = textOf(await read(person.anonymousId))
  const email = textOf(await read(person.email))
  const ids = await objectOf(person.ids, read)
  const externalIds = [
    ...Object.entries(ids).map(([type, id]) => ({ type, id: textOf(id) ?? '' })),
    ...(email === undefined ? [] : [{ type: 'email_sha256', id: emailHash(email) }]),
  ].filter((one) => one.id !== '')
  if (userId === undefined && anonymousId === undefined && externalIds.length === 0) {
    throw new MappingFault(`${path}.person`, 'None of the ids has a value: whom is it about?')
  }
  const preferences = await objectOf(consent, read)
  return {
    ...(userId !== undefined && { userId }),
    ...(anonymousId !== undefined && { anonymousId }),
    context: {
      externalIds,
      ...(consent.length > 0 && { consent: { categoryPreferences: preferences } }),
    },
  }
}

/** What has no value is left out. */
async function objectOf(fields: PreparedMapping['properties'], read: Read): Promise<JsonObject> {
  const object: JsonObject = {}
  for (const field of fields) {
    const value = await read(field)
    if (value !== undefined && value !== null) object[field.name] = plain(value, field.path)
  }
  return object
}

/** JSON as it would travel: lists of JSONata carry marks of their own, functions have no place. */
function plain(value: unknown, path: string): Json {
  const text = JSON.stringify(value)
  if (text === undefined) throw new MappingFault(path, 'It makes no JSON value.')
  return JSON.parse(text)
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value)
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Seconds are told from milliseconds by their size: 10^11 s lie in the year 5138, 10^11 ms in 1973. */
function timeOf(value: unknown, path: string): string | undefined {
  if (value === undefined || value === null || value === '') return undefined
  if (typeof value === 'string') return value
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    throw new MappingFault(path, 'It is no time: write ISO 8601, or a number since 1970.')
  }
  return formatTime(Math.round(Math.abs(value) < 1e11 ? value * 1_000 : value))
}
