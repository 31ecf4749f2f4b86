import type { JsonObject } from '../../shared/event/json.ts'
import { joinParts } from '../../shared/journey/scenario/assemble.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** A ready programme: the part of a configuration that it is, and what it takes for granted. */
export interface Programme {
  id: string
  /** Its journey, the traits, segments and actions that it needs. */
  part: JsonObject
  /** Where it is tried out: the slots, channels and purposes it speaks of are found here. */
  ground: JsonObject
}

const purposes = ['consent', 'purposes']

/** What a programme may take for granted; a site that has it under the same name keeps its own. */
const grounds = [['slots'], ['channels'], ['given'], purposes]

/** What a programme is for, in the words of its journey. */
export function wordsOf({ part }: Programme): string {
  const [journey] = Object.values(isObject(part.journeys) ? part.journeys : {})
  return isObject(journey) && typeof journey.description === 'string' ? journey.description : ''
}

/** Journeys of a programme, by name. */
export function journeysOf({ part }: Programme): string[] {
  return isObject(part.journeys) ? Object.keys(part.journeys) : []
}

/** The configuration with a programme in it. What the owner has under the same names stays as it is. */
export function switchOn(config: JsonObject, programme: Programme): JsonObject {
  return joinParts([groundFor(programme, config), programme.part, config])
}

/** Of what it was tried out on, only what it names; messages come from the owner's site, not from ours. */
function groundFor({ part, ground }: Programme, config: JsonObject): JsonObject {
  const text = JSON.stringify(part)
  // Where consent is asked for, messages and actions have a purpose whether a programme names it or not.
  const asksConsent = Object.keys(at(config, purposes)).length > 0
  const needed = grounds.map((path) => {
    const named = Object.entries(at(ground, path)).filter(
      ([name]) => (path === purposes && asksConsent) || new RegExp(`\\b${name}\\b`).test(text)
    )
    return nested(path, Object.fromEntries(named))
  })
  const whole = joinParts(needed)
  const channels = Object.entries(at(whole, ['channels'])).map(([name, channel]) => [
    name,
    isObject(channel) && 'from' in channel ? { ...channel, ...senderOf(config) } : channel,
  ])
  return channels.length > 0 ? { ...whole, channels: Object.fromEntries(channels) } : whole
}

function senderOf({ name }: JsonObject): JsonObject {
  return { from: `${name} <hello@example.com>`, footer: `${name}, your postal address` }
}

function at(json: JsonObject, path: readonly string[]): JsonObject {
  return path.reduce<JsonObject>((found, key) => {
    const next = found[key]
    return isObject(next) ? next : {}
  }, json)
}

function nested(path: readonly string[], value: JsonObject): JsonObject {
  if (Object.keys(value).length === 0) return {}
  return path.reduceRight<JsonObject>((inner, key) => ({ [key]: inner }), value)
}

/** Whether all journeys of a programme are in the configuration. */
export function isOn({ journeys = {} }: SiteConfig, programme: Programme): boolean {
  const names = journeysOf(programme)
  return names.length > 0 && names.every((name) => Object.hasOwn(journeys, name))
}
