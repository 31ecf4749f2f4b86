import type { Lookup } from '../../shared/condition/condition.ts'
import { counterfactual } from '../../shared/decide/counterfactual.ts'
import { type Answer, decide } from '../../shared/decide/decide.ts'
import type { Context, ResolveContent } from '../../shared/decide/decision.ts'
import { packReceipts, unpackReceipt } from '../../shared/decide/receipt.ts'
import { replay } from '../../shared/decide/replay.ts'
import { inWords } from '../../shared/decide/why.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { createFacts } from '../../shared/profile/facts.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { checkSite } from '../../shared/site/check.ts'
import { compileSite } from '../../shared/site/compile.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** One situation and what must come of it. Parts are merged over the file's `base`; null removes. */
export interface DecisionCase {
  name: string
  /** Name of an earlier case to start from instead of `base`. */
  from?: string
  config?: JsonObject
  profile?: JsonObject
  /** Given traits, without their times. */
  traits?: JsonObject
  context?: JsonObject
  slots?: string[]
  now?: number
  /** This person's codes, by offer. */
  codes?: Record<string, string>
  /** Absent for a case that others only start from. */
  expect?: {
    /** Slot -> action, `action/variant`, several for a slot with several places; null for none. */
    shows?: Record<string, string | string[] | null>
    /** Slot -> action -> outcome, with the detail after a space. */
    outcomes?: Record<string, Record<string, string>>
    none?: Record<string, string>
    /** Slot -> text of the first block. */
    text?: Record<string, Json>
    until?: Record<string, number>
    probability?: Record<string, number>
    segments?: string[]
    /** Slot -> action -> path of each need, in order; an obstacle stands last as `!`. */
    needs?: Record<string, Record<string, string[]>>
    /** Slot -> action -> the reason in words. */
    words?: Record<string, Record<string, string>>
  }
}

/** The file of cases. */
export interface DecisionCases {
  base: Omit<DecisionCase, 'name' | 'expect'>
  cases: DecisionCase[]
}

/** A case that did not come out as it must. */
export interface Failure {
  name: string
  what: string
  expected: unknown
  actual: unknown
}

/** Runs every case. Pure, so that Node, workerd and Chromium can all be asked. */
export function runDecisions({ base, cases }: DecisionCases): Failure[] {
  const full = new Map<string, JsonObject>()
  return cases.flatMap((one) => {
    const start = one.from === undefined ? asObject(base) : (full.get(one.from) ?? {})
    const merged = merge(start, asObject(one))
    full.set(one.name, merged)
    return one.expect === undefined ? [] : runCase(one, merged)
  })
}

function runCase(one: DecisionCase, merged: JsonObject): Failure[] {
  const failures: Failure[] = []
  const compare = (what: string, expected: unknown, actual: unknown): void => {
    if (canonical(expected) !== canonical(actual)) {
      failures.push({ name: one.name, what, expected, actual })
    }
  }
  const checked = checkSite(merged.config)
  if ('problems' in checked) {
    compare('the configuration is valid', [], checked.problems)
    return failures
  }
  const { config } = checked
  const input = inputOf(config, merged)
  const before = JSON.stringify([input.profile, input.context, input.slots])
  const answer = decide(input)
  compare(
    'the input is left as it was',
    before,
    JSON.stringify([input.profile, input.context, input.slots])
  )
  compare('the same input gives the same answer', text(answer), text(decide(input)))
  for (const receipt of answer.receipts) {
    const site = compileSite({ version: input.site.version, config })
    compare(
      'a receipt replays byte for byte',
      text(answer),
      text(replay(receipt, { site, resolve }))
    )
    const packed = packReceipts(answer.receipts)
    compare(
      'a packed receipt unpacks',
      text(receipt),
      text(packed && unpackReceipt(packed, receipt.id))
    )
  }
  const lookup = createFacts(input)
  compareExpected({ one, config, answer, lookup }, compare)
  return failures
}

interface Result {
  one: DecisionCase
  config: SiteConfig
  answer: Answer
  lookup: Lookup
}

function compareExpected(
  { one, config, answer, lookup }: Result,
  compare: (what: string, expected: unknown, actual: unknown) => void
): void {
  const { shows, outcomes, none, text: texts, until, segments, needs, words } = one.expect ?? {}
  const receiptOf = (slot: string) => answer.receipts.find((receipt) => receipt.slot === slot)
  for (const [slot, expected] of Object.entries(shows ?? {})) {
    const shown = answer.decisions.filter((decision) => decision.slot === slot)
    const named = [expected ?? []].flat()
    const actual = shown.map(({ action, variant }, i) =>
      named[i]?.includes('/') ? `${action}/${variant}` : action
    )
    compare(`${slot} shows`, named, actual)
  }
  for (const [slot, expected] of Object.entries(outcomes ?? {})) {
    const candidates = receiptOf(slot)?.candidates ?? []
    for (const [action, outcome] of Object.entries(expected)) {
      const found = candidates.find((candidate) => candidate.action === action)
      const actual = found && [found.outcome, found.detail].filter((part) => part).join(' ')
      compare(`${slot}: ${action}`, outcome, actual)
    }
  }
  for (const [slot, expected] of Object.entries(none ?? {})) {
    compare(`${slot} has none because`, expected, receiptOf(slot)?.none)
  }
  const decisionOf = (slot: string) => answer.decisions.find((decision) => decision.slot === slot)
  for (const [slot, expected] of Object.entries(texts ?? {})) {
    const content = decisionOf(slot)?.content
    compare(`${slot} says`, expected, content?.type === 'text' ? content.text : content)
  }
  for (const [slot, expected] of Object.entries(until ?? {})) {
    compare(`${slot} is valid until`, expected, decisionOf(slot)?.until)
  }
  for (const [slot, expected] of Object.entries(one.expect?.probability ?? {})) {
    compare(`${slot} had the chance`, expected, receiptOf(slot)?.probability)
  }
  if (segments !== undefined) compare('public segments', segments, answer.segments)
  for (const [slot, expected] of Object.entries(needs ?? {})) {
    const receipt = receiptOf(slot)
    for (const [action, paths] of Object.entries(expected)) {
      const found = receipt && counterfactual(receipt, action, { config, resolve, lookup })
      const actual = found?.needs.map((need) => ('path' in need ? need.path : need.kind))
      compare(`${slot}: ${action} needs`, paths, [...(actual ?? []), ...(found?.wins ? [] : ['!'])])
    }
  }
  for (const [slot, expected] of Object.entries(words ?? {})) {
    const receipt = receiptOf(slot)
    const reasons = receipt && inWords(receipt, config).candidates
    for (const [action, sentence] of Object.entries(expected)) {
      const actual = reasons?.find((reason) => reason.action === action)?.words
      compare(`${slot}: ${action} in words`, sentence, actual)
    }
  }
}

function inputOf(config: SiteConfig, merged: JsonObject) {
  const now = Number(merged.now)
  const given = Object.entries(asObject(merged.traits ?? {})).map(([name, value]) => [
    name,
    { value, at: now - 86_400_000, by: 'e1' },
  ])
  const profile = {
    ...emptyProfile('p1', 'stable-1', now - 30 * 86_400_000),
    traits: Object.fromEntries(given),
    ...asObject(merged.profile ?? {}),
  } as Profile
  const context = merged.context as unknown as Context
  const slots = (merged.slots ?? []) as string[]
  const codes = (merged.codes ?? {}) as Record<string, string>
  return {
    site: compileSite({ version: 7, config }),
    profile,
    context,
    slots,
    now,
    seed: 's',
    resolve,
    codeOf: (pool: string) => codes[pool],
  }
}

/** Fills `{{ path }}` in texts; enough of a template language for the cases. */
export const resolve: ResolveContent = (content, lookup) => {
  let missing: string | undefined
  const fill = (value: Json): Json => {
    if (typeof value === 'string') {
      return value.replaceAll(/\{\{\s*([\w.-]+)\s*\}\}/g, (_, path: string) => {
        const found = lookup(path)
        if (found === undefined || found === null) missing ??= path
        return String(found)
      })
    }
    if (Array.isArray(value)) return value.map(fill)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, fill(inner)]))
  }
  const filled = fill(content as Json)
  return missing === undefined ? { content: filled as typeof content } : { missing }
}

/** Lays a change over an object, deeply; null takes a key away. */
function merge(base: JsonObject, change: JsonObject): JsonObject {
  const merged = { ...base }
  for (const [key, value] of Object.entries(change)) {
    const known = merged[key]
    if (value === null) delete merged[key]
    else if (isObject(value) && isObject(known)) merged[key] = merge(known, value)
    else merged[key] = value
  }
  return merged
}

function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function asObject(value: unknown): JsonObject {
  return value as JsonObject
}

function text(value: unknown): string {
  return JSON.stringify(value)
}

/** JSON with its keys in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner
    return Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
  })
}
