import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { config as anyConfig, now } from '../../test/cases/arbitrary-decisions.ts'
import type { JsonObject } from '../event/json.ts'
import { checkSite } from './check.ts'
import { compileSite } from './compile.ts'
import { siteJsonSchema } from './schema.ts'

const content = { type: 'text', text: 'x' }
const action = (extra: JsonObject = {}): JsonObject => ({
  slots: ['hero'],
  variants: { on: { content } },
  ...extra,
})
const site = (extra: JsonObject = {}): JsonObject => ({
  name: 'Shop',
  slots: { hero: { default: 'a picture' } },
  actions: { a: action() },
  ...extra,
})
const withAction = (extra: JsonObject) => site({ actions: { a: action(extra) } })

/** `code path` of everything that is found, problems or warnings. */
function found(config: unknown, now?: number): string[] {
  const checked = checkSite(config, { now })
  const list = 'problems' in checked ? checked.problems : checked.warnings
  return list.map(({ code, path }) => `${code} ${path}`)
}

function message(config: unknown): string {
  const checked = checkSite(config)
  const [first] = 'problems' in checked ? checked.problems : checked.warnings
  return first?.message ?? ''
}

describe('the shape of a configuration', () => {
  it('passes when it is right, without a warning', () => {
    expect(checkSite(site())).toEqual({ config: site(), warnings: [] })
  })

  const faults: [name: string, config: unknown, problems: string[], words?: string][] = [
    ['not an object', 'x', ['wrong_type '], 'Takes an object, not a string.'],
    ['null', null, ['wrong_type '], 'Takes an object, not null.'],
    ['a key that is missing', {}, ['missing name'], 'Is needed: a string.'],
    ['a key nobody knows', site({ slot: {} }), ['unknown_key slot'], 'Did you mean slots?'],
    [
      'a key nobody knows, far down',
      withAction({
        variants: { on: { content: { type: 'blocks', blocks: [{ type: 'text', txt: '' }] } } },
      }),
      [
        'missing actions.a.variants.on.content.blocks.0.text',
        'unknown_key actions.a.variants.on.content.blocks.0.txt',
      ],
    ],
    [
      'a period that nobody promised',
      site({ retention: { events: '400d', profiles: '7d' } }),
      ['out_of_range retention.events', 'out_of_range retention.profiles'],
      'Can be 1d to 395d.',
    ],
    [
      'reasons that outlive their events',
      site({ retention: { events: '10d', receipts: '11d' } }),
      ['out_of_range retention.receipts'],
    ],
    [
      'a value that is none of the values',
      site({ consent: { mode: 'optout' } }),
      ['unknown_value consent.mode'],
      'Did you mean opt-out?',
    ],
    [
      'a block of no known type',
      withAction({
        variants: { on: { content: { type: 'blocks', blocks: [{ type: 'headin' }] } } },
      }),
      ['unknown_value actions.a.variants.on.content.blocks.0.type'],
      'Did you mean heading?',
    ],
    [
      'a wrong type',
      withAction({ tags: 'promo' }),
      ['wrong_type actions.a.tags'],
      'Takes a list, not a string.',
    ],
    ['too little', withAction({ slots: [] }), ['too_small actions.a.slots'], 'at least 1'],
    ['too much', site({ slots: { hero: { top: 99 } } }), ['too_big slots.hero.top'], 'at most 30'],
    [
      'no instant',
      withAction({ schedule: { from: '2026' } }),
      ['wrong_format actions.a.schedule.from'],
      'with the offset',
    ],
    [
      'no name',
      site({ segments: { '1st': { when: {} } } }),
      ['wrong_name segments.1st'],
      'start with a letter',
    ],
    [
      'no window',
      withAction({ cooldown: { dismissed: '3 days' } }),
      ['wrong_format actions.a.cooldown.dismissed'],
    ],
    [
      'the wrong one of several forms',
      withAction({ value: { off: 'x' } }),
      ['missing actions.a.value.of', 'unknown_key actions.a.value.off'],
    ],
    [
      'none of several forms',
      withAction({ value: true }),
      ['wrong_type actions.a.value'],
      'a number or a string or an object',
    ],
    [
      'an action without variants',
      withAction({ variants: {} }),
      ['wrong_value actions.a.variants'],
    ],
  ]
  it.each(faults)('refuses %s', (_, config, problems, words = '') => {
    expect(found(config)).toEqual(problems)
    expect(message(config)).toContain(words)
  })
})

describe('what a configuration refers to', () => {
  const faults: [name: string, config: unknown, problems: string[], words?: string][] = [
    [
      'a condition with an unknown operator',
      withAction({ when: { 'traits.email': { $gtt: 1 } } }),
      ['unknown_operator actions.a.when.traits.email.$gtt'],
      '$gt',
    ],
    [
      'a condition on an unknown root',
      withAction({ when: { 'trait.email': 1 } }),
      ['unknown_path actions.a.when.trait.email'],
      'traits',
    ],
    [
      'a slot whose page depends on the person',
      site({ slots: { hero: { default: 'x', page: { 'traits.email': 'x' } } } }),
      ['unknown_path slots.hero.page.traits.email'],
    ],
    [
      'a trait whose events depend on the person',
      site({ traits: { t: { compute: 'count', where: { 'traits.email': 'x' } } } }),
      ['unknown_path traits.t.where.traits.email'],
    ],
    [
      'a slot that is not there',
      withAction({ slots: ['hreo'] }),
      ['unknown_slot actions.a.slots.0'],
      'Did you mean hero?',
    ],
    [
      'an experiment that is not there',
      withAction({ experiment: 'trial' }),
      ['unknown_experiment actions.a.experiment'],
      'None is configured.',
    ],
    [
      'arms without an experiment',
      withAction({ arms: ['b'] }),
      ['arms_without_experiment actions.a.arms'],
    ],
    [
      'an arm that is not there',
      site({
        experiments: { t: { arms: { control: {} } } },
        actions: { a: action({ experiment: 't', arms: ['controll'] }) },
      }),
      ['unknown_arm actions.a.arms.0'],
      'Did you mean control?',
    ],
    [
      'a suppression of an action that is not there',
      site({ suppressions: { s: { when: {}, actions: ['b'] } } }),
      ['unknown_action suppressions.s.actions.0'],
    ],
    [
      'a purpose that is not declared',
      site({
        consent: { purposes: { personalization: {} } },
        actions: { a: action({ purposes: ['personalisation'] }) },
      }),
      ['unknown_purpose actions.a.purposes'],
      'Did you mean personalization?',
    ],
    [
      'a segment that is not there',
      withAction({ when: { 'segments.vip': true } }),
      ['unknown_segment actions.a.when'],
    ],
    [
      'a segment that is defined by itself',
      site({
        segments: {
          a: { when: { 'segments.b': true } },
          b: { when: { $not: { 'segments.c': true } } },
          c: { when: { 'segments.a': true } },
        },
      }),
      ['segment_cycle segments.a.when'],
      'a → b → c → a',
    ],
    [
      'a group that is not there',
      withAction({ when: { 'profile.id': { $inGroup: 'staff' } } }),
      ['unknown_group actions.a.when.profile.id.$inGroup'],
    ],
    [
      'a time zone that is not there',
      site({ timezone: 'Europe/Pari' }),
      ['unknown_timezone timezone'],
    ],
  ]
  it.each(faults)('refuses %s', (_, config, problems, words = '') => {
    expect(found(config)).toEqual(problems)
    expect(message(config)).toContain(words)
  })
})

describe('what cannot be meant', () => {
  const faults: [name: string, config: unknown, problems: string[]][] = [
    ['a sum of nothing', site({ traits: { t: { compute: 'sum' } } }), ['missing_of traits.t.of']],
    [
      'a score without weights',
      site({ traits: { t: { compute: 'score' } } }),
      ['missing_weights traits.t.weights'],
    ],
    [
      'a schedule that ends before it begins',
      withAction({ schedule: { from: '2026-03-02T00:00:00Z', until: '2026-03-01T00:00:00Z' } }),
      ['empty_schedule actions.a.schedule'],
    ],
    [
      'variants that all share nothing',
      withAction({ variants: { on: { content, share: 0 } } }),
      ['no_share actions.a.variants'],
    ],
    [
      'arms that all share nothing',
      site({ experiments: { t: { arms: { a: { share: 0 } } } } }),
      ['no_share experiments.t.arms'],
    ],
    [
      'an empty part of a namespace',
      site({ experiments: { t: { namespace: { name: 'n', from: 0.5, until: 0.5 } } } }),
      ['empty_namespace experiments.t.namespace'],
    ],
    ['a value that is no fact', withAction({ value: 'margin' }), ['unknown_path actions.a.value']],
    [
      'a selector that is none',
      site({ slots: { hero: { default: 'x', selector: '#a[href' } } }),
      ['invalid_selector slots.hero.selector'],
    ],
    [
      'content that shows a sensitive trait',
      withAction({
        variants: {
          on: { content: { type: 'text', text: 'Still {{ traits.diagnosis | upcase }}?' } },
        },
      }),
      ['indiscreet_content actions.a.variants.on.content.text'],
    ],
    [
      'content that shows a trait computed from a sensitive one',
      site({
        traits: { t: { compute: 'last', of: 'traits.birthday' } },
        actions: {
          a: action({ variants: { on: { content: { type: 'text', text: '{{ traits.t }}' } } } }),
        },
      }),
      ['indiscreet_content actions.a.variants.on.content.text'],
    ],
  ]
  it.each(faults)('refuses %s', (_, config, problems) => {
    expect(found(config)).toEqual(problems)
  })

  it.each(['#hero', '.a > .b:not(.c)', '[data-x="}"]', 'a, b', 'main [href$=".pdf"]'])(
    'takes the selector %s',
    (selector) => {
      expect(found(site({ slots: { hero: { default: 'x', selector } } }))).toEqual([])
    }
  )
})

describe('what is probably not meant', () => {
  const warnings: [name: string, config: unknown, warnings: string[], words?: string][] = [
    [
      'a trait that nobody computes',
      withAction({ when: { 'traits.emial': 'x' } }),
      ['unknown_trait actions.a.when'],
      'Did you mean email?',
    ],
    [
      'a trait that nobody computes, in content',
      withAction({
        variants: { on: { content: { type: 'text', text: '{{ traits.favourit }}' } } },
      }),
      ['unknown_trait actions.a.variants.on.content.text'],
    ],
    [
      'a slot without a default',
      site({ slots: { hero: {} } }),
      ['slot_without_default slots.hero.default'],
    ],
    [
      'a slot without an action',
      site({ slots: { hero: { default: 'x' }, side: { default: 'x' } } }),
      ['empty_slot slots.side'],
    ],
    [
      'an experiment that covers nobody',
      site({ experiments: { t: { coverage: 0 } }, actions: { a: action({ experiment: 't' }) } }),
      ['unreachable_action actions.a'],
    ],
    [
      'arms without a share',
      site({
        experiments: { t: { arms: { x: { share: 0 }, y: {} } } },
        actions: { a: action({ experiment: 't', arms: ['x'] }) },
      }),
      ['unreachable_action actions.a'],
    ],
    [
      'an audience on another page than the slot',
      site({
        slots: { hero: { default: 'x', page: { 'page.path': '/' } } },
        actions: { a: action({ when: { 'page.path': { $in: ['/a', '/b'] } } }) },
      }),
      ['unreachable_action actions.a'],
    ],
    [
      'a tag that no action has',
      site({
        suppressions: { s: { when: {}, tags: ['promos'] } },
        actions: { a: action({ tags: ['promo'] }) },
      }),
      ['unknown_tag suppressions.s.tags.0'],
      'Did you mean promo?',
    ],
    [
      'a trait of a purpose the action does not ask for',
      site({
        consent: { purposes: { personalization: {}, ads: {} } },
        traits: { t: { compute: 'count', purpose: 'ads' } },
        actions: { a: action({ when: { 'traits.t': 1 } }) },
      }),
      ['purpose_conflict actions.a.purposes'],
    ],
    [
      'two experiments in one part of a namespace',
      site({
        experiments: {
          s: { namespace: { name: 'n', from: 0, until: 0.6 } },
          t: { namespace: { name: 'n', from: 0.5, until: 1 } },
        },
      }),
      ['namespace_overlap experiments.t.namespace'],
    ],
  ]
  it.each(warnings)('warns of %s', (_, config, expected, words = '') => {
    expect(checkSite(config)).toHaveProperty('config')
    expect(found(config)).toEqual(expected)
    expect(message(config)).toContain(words)
  })

  it('warns of a schedule that is over, when it is told the time', () => {
    const config = withAction({ schedule: { until: '2026-03-01T00:00:00Z' } })
    expect(found(config)).toEqual([])
    expect(found(config, now)).toEqual(['unreachable_action actions.a'])
  })

  it('lets content show a trait whose owner says that it may', () => {
    const text = 'Hello {{ traits.firstName }}'
    const actions = { a: action({ variants: { on: { content: { type: 'text', text } } } }) }
    expect(found(site({ actions }))).toEqual([
      'indiscreet_content actions.a.variants.on.content.text',
    ])
    expect(found(site({ actions, given: { firstName: { sensitivity: 'normal' } } }))).toEqual([])
  })
})

describe('a check', () => {
  const path = fc.array(fc.nat(6), { minLength: 1, maxLength: 5 })

  /** The same document with one value, somewhere inside, replaced. */
  function spoilt(value: unknown, [step, ...rest]: readonly number[], by: unknown): unknown {
    if (step === undefined || typeof value !== 'object' || value === null) return by
    const entries = Object.entries(value)
    const [key, inner] = entries[step % Math.max(1, entries.length)] ?? []
    if (key === undefined) return by
    return Array.isArray(value)
      ? value.with(Number(key), spoilt(inner, rest, by))
      : { ...value, [key]: spoilt(inner, rest, by) }
  }

  it('answers whatever it is given, and what passes compiles', () => {
    fc.assert(
      fc.property(anyConfig, path, fc.jsonValue({ maxDepth: 3 }), (config, steps, by) => {
        const checked = checkSite(spoilt(config, steps, by), { now })
        if ('config' in checked) compileSite({ version: 1, config: checked.config })
        else expect(checked.problems.length).toBeGreaterThan(0)
      }),
      { numRuns: 500 }
    )
  })
})

describe('the published JSON Schema', () => {
  it('names every part of a configuration', () => {
    const schema = siteJsonSchema('https://attune.example/schema.json')
    expect(schema.$id).toBe('https://attune.example/schema.json')
    expect(Object.keys(schema.properties ?? {})).toEqual(
      expect.arrayContaining(['name', 'slots', 'traits', 'segments', 'actions', 'experiments'])
    )
    expect(schema.properties?.actions?.additionalProperties).toMatchObject({ type: 'object' })
  })
})
