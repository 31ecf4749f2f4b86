import type { Json, JsonObject } from '../shared/event/json.ts'

/** Ours first. */
export const contestantNames = [
  'attune',
  'growthbook',
  'json-logic-engine',
  'json-logic-js',
  'mingo',
  'sift',
] as const

export const conditionsPerMix = 200

/** Conditions of one kind, made the same way every time. */
export interface Mix {
  name: string
  conditions: JsonObject[]
  /** Peers whose language has no such comparison. */
  without?: readonly string[]
}

/** Numbers from 0 to 1 that are the same in every run (mulberry32). */
function createDice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}

const countries = ['FR', 'DE', 'IT', 'ES', 'PT', 'NL', 'BE', 'US', 'GB', 'JP', 'BR', 'SE']
const words = ['shoes', 'boots', 'bags', 'coats', 'hats', 'belts', 'socks', 'gloves']
const sections = ['/', '/shoes/', '/bags/', '/sale/', '/account/', '/cart/']

/** Eight people with the same kinds of facts and different values. */
export function people(): JsonObject[] {
  const roll = createDice(7)
  const pick = <T>(of: readonly T[]) => of[Math.floor(roll() * of.length)] as T
  const several = () => words.filter(() => roll() < 0.4)
  return Array.from({ length: 8 }, () => ({
    traits: {
      ...Object.fromEntries(
        Array.from({ length: 12 }, (_, i) => [`n${i}`, Math.floor(roll() * 100)])
      ),
      ...Object.fromEntries(Array.from({ length: 8 }, (_, i) => [`w${i}`, pick(words)])),
      ...Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`l${i}`, several()])),
      ...(roll() < 0.5 ? { birthday: '05-17' } : {}),
      version: `${Math.floor(roll() * 4)}.${Math.floor(roll() * 12)}.${Math.floor(roll() * 30)}`,
    },
    segments: Object.fromEntries(Array.from({ length: 10 }, (_, i) => [`s${i}`, roll() < 0.5])),
    context: { country: pick(countries), device: pick(['mobile', 'desktop', 'tablet']) },
    page: { path: `${pick(sections)}${pick(words)}`, title: pick(words) },
    cart: {
      items: Array.from({ length: Math.floor(roll() * 5) }, () => ({
        price: Math.floor(roll() * 200),
        category: pick(words),
      })),
    },
  }))
}

type Make = () => JsonObject

/** The mixes: the ordinary one, and one for each class of operators. */
export function mixes(): Mix[] {
  const roll = createDice(42)
  const below = (n: number) => Math.floor(roll() * n)
  const pick = <T>(of: readonly T[]) => of[below(of.length)] as T
  const some = <T>(of: readonly T[], n: number) => Array.from({ length: n }, () => pick(of))
  const distinct = <T>(of: readonly T[], n: number) => [...new Set(some(of, n))]

  const number = (): [string, Json] => [`traits.n${below(12)}`, below(100)]
  const compare: Make = () => {
    const [path, n] = number()
    return { [path]: { [pick(['$lt', '$lte', '$gt', '$gte'])]: n } }
  }
  const equal: Make = () => ({ [`traits.w${below(8)}`]: pick(words) })
  const strict: Make = () => ({ [`traits.w${below(8)}`]: { [pick(['$eq', '$ne'])]: pick(words) } })
  const flag: Make = () => ({ [`segments.s${below(10)}`]: roll() < 0.5 })
  const member: Make = () => ({
    'context.country': { [pick(['$in', '$nin'])]: distinct(countries, 2 + below(5)) },
  })
  const exists: Make = () => ({
    [pick(['traits.birthday', 'traits.n1', 'traits.absent', 'page.title'])]: {
      $exists: roll() < 0.5,
    },
  })
  const element: Make = () => ({
    'cart.items': {
      $elemMatch: { category: { $in: distinct(words, 3) }, price: { $gt: below(150) } },
    },
  })
  const size: Make = () => ({ 'cart.items': { $size: below(5) } })
  const all: Make = () => ({ [`traits.l${below(4)}`]: { $all: distinct(words, 1 + below(2)) } })
  const letters = () => String.fromCharCode(97 + below(26), 97 + below(26))
  const pattern: Make = () => ({
    'page.path': {
      $regex: pick([`^${pick(sections)}`, `${letters()}$`, `/${pick(words)}`, letters()]),
    },
  })
  const wildcard: Make = () => ({
    'page.path': {
      $regex: pick([
        `^/(${distinct(words, 3).join('|')})/[a-z]+$`,
        `/[${letters()}][a-z]*${letters()}$`,
        `^/.+/(${distinct(words, 4).join('|')})$`,
      ]),
    },
  })
  const whole: Make = () => ({ [`traits.l${below(4)}`]: distinct(words, 2 + below(2)) })
  const version: Make = () => ({
    'traits.version': {
      [pick(['$vgt', '$vlte', '$vgte'])]: `${below(4)}.${below(12)}.${below(30)}`,
    },
  })
  const simple = (): JsonObject =>
    pick([compare, compare, equal, strict, flag, member, exists, element])()
  const logic: Make = () => {
    const [a, b, c, d] = [simple(), simple(), compare(), flag()]
    return pick<JsonObject>([
      { $and: [a, b, c] },
      { $or: [a, { $and: [b, c] }] },
      { $and: [c, { $or: [a, b, d] }] },
      { $nor: [a, b] },
      { $and: [d, { $nor: [a] }, { $or: [b, c] }] },
    ])
  }
  const mixed: Make = () => {
    const kind = roll()
    if (kind < 0.3) return simple()
    if (kind < 0.7) return { ...compare(), ...equal(), ...flag() }
    return logic()
  }
  const many = (make: Make) => Array.from({ length: conditionsPerMix }, make)
  const logicOnly = ['json-logic-engine', 'json-logic-js']
  return [
    { name: 'mixed', conditions: many(mixed) },
    { name: 'compare: $lt $lte $gt $gte', conditions: many(compare) },
    { name: 'equal: bare text', conditions: many(equal) },
    { name: 'equal: $eq $ne', conditions: many(strict) },
    { name: 'equal: bare boolean', conditions: many(flag) },
    { name: 'membership: $in $nin', conditions: many(member) },
    { name: 'value: $exists', conditions: many(exists) },
    { name: 'list: $elemMatch', conditions: many(element) },
    { name: 'list: $size', conditions: many(size), without: logicOnly },
    { name: 'list: $all', conditions: many(all) },
    { name: 'list: bare list', conditions: many(whole), without: logicOnly },
    { name: 'logic: $and $or $nor', conditions: many(logic) },
    { name: 'text: $regex, plain', conditions: many(pattern), without: logicOnly },
    { name: 'text: $regex, wild', conditions: many(wildcard), without: logicOnly },
    {
      name: 'version: $vgt $vlte',
      conditions: many(version),
      without: [...logicOnly, 'mingo', 'sift'],
    },
  ]
}
