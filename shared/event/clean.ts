import type { Json, JsonObject } from './json.ts'
import { limits } from './limits.ts'
import { isSafeKey } from './safe-key.ts'
import { sensitivityOf } from './sensitive.ts'
import { isLongerThan, utf8Bytes } from './text.ts'

/** Why an object is refused. */
export interface Refusal {
  code: 'too_deep' | 'too_large' | 'too_many_keys' | 'key_too_long' | 'value_too_long'
  path: string
  message: string
}

/** What was left out on the way. */
export interface Dropped {
  keys: number
  red: string[]
}

/** What one object may be. */
export interface CleanOptions {
  /** Keys at its top. */
  maxKeys: number
  /** Largest JSON of one value at its top; absent: only texts are limited one by one. */
  maxValueBytes?: number
  /** Red names that may stay. */
  declared: ReadonlySet<string>
}

/** One walk through an object: what it left out, and the first reason to refuse, if any. */
interface Walk {
  declared: ReadonlySet<string>
  dropped: Dropped
  refusal: Refusal | undefined
}

/**
 * Copies an object of a visitor's making into one that is safe to keep: no key that reaches into
 * prototypes, no undeclared red fact at any depth, no lone surrogate, no number that JSON lacks.
 */
export function cleanObject(
  from: JsonObject,
  at: string,
  { maxKeys, maxValueBytes = Infinity, declared }: CleanOptions
): { value: JsonObject; dropped: Dropped } | { refusal: Refusal } {
  const walk: Walk = { declared, dropped: { keys: 0, red: [] }, refusal: undefined }
  if (Object.keys(from).length > maxKeys) {
    refuse(walk, 'too_many_keys', at, `Send at most ${maxKeys} keys.`)
  }
  const value = cleanKeys(from, at, 1, walk)
  if (maxValueBytes < Infinity) {
    const long = Object.keys(value).find((key) => jsonBytes(value[key]) > maxValueBytes)
    if (long !== undefined) {
      const message = `Keep each within ${maxValueBytes} bytes of JSON.`
      refuse(walk, 'value_too_long', `${at}.${long}`, message)
    }
  }
  return walk.refusal === undefined ? { value, dropped: walk.dropped } : { refusal: walk.refusal }
}

function cleanKeys(from: JsonObject, path: string, depth: number, walk: Walk): JsonObject {
  const to: JsonObject = {}
  for (const key of Object.keys(from)) {
    // The first reason to refuse ends the walk: a hostile body gets no more of our time.
    if (walk.refusal !== undefined) return to
    if (mayKeep(key, path, walk)) {
      to[key.toWellFormed()] = clean(from[key] ?? null, `${path}.${key}`, depth + 1, walk)
    }
  }
  return to
}

function mayKeep(key: string, path: string, walk: Walk): boolean {
  if (!isSafeKey(key)) {
    walk.dropped.keys++
    return false
  }
  if (isLongerThan(key, limits.event.keyBytes)) {
    refuse(walk, 'key_too_long', path, `Keep keys within ${limits.event.keyBytes} bytes.`)
    return false
  }
  if (sensitivityOf(key) !== 'red' || walk.declared.has(key)) return true
  walk.dropped.red.push(key)
  return false
}

function clean(value: Json, path: string, depth: number, walk: Walk): Json {
  if (typeof value === 'string') return cleanText(value, path, walk)
  // Adding 0 turns -0, which JSON forgets, into 0.
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null
  if (typeof value !== 'object' || value === null) return value
  if (depth > limits.event.depth) {
    return refuse(walk, 'too_deep', path, `Nest at most ${limits.event.depth} levels.`)
  }
  if (!Array.isArray(value)) return cleanKeys(value, path, depth, walk)
  return value.map((item, i) => clean(item ?? null, `${path}.${i}`, depth + 1, walk))
}

function cleanText(text: string, path: string, walk: Walk): Json {
  if (!isLongerThan(text, limits.event.valueBytes)) return text.toWellFormed()
  const message = `Send at most ${limits.event.valueBytes} bytes of text.`
  return refuse(walk, 'value_too_long', path, message)
}

function refuse(walk: Walk, code: Refusal['code'], path: string, message: string): null {
  walk.refusal ??= { code, path, message }
  return null
}

/** UTF-8 bytes of a value as JSON. */
export function jsonBytes(value: unknown): number {
  return utf8Bytes(JSON.stringify(value ?? null))
}
