import type { Event } from '../../shared/event/event.ts'
import type { Json } from '../../shared/event/json.ts'
import type { TraitDeclaration } from '../../shared/profile/trait.ts'

/**
 * What a computed trait must say, worked out the slow and plain way: keep every event, filter, count.
 * Shares no code with the fold; clocks and calendars come from `Date` and Intl.
 */
export function modelTrait(
  trait: TraitDeclaration,
  events: readonly Event[],
  { now, zone }: { now: number; zone: string }
): Json | undefined {
  const refresh = msOf(trait.refresh)
  const asOf = refresh === undefined ? now : Math.floor(now / refresh) * refresh
  const points = events
    .filter((event) => refresh === undefined || event.at <= asOf)
    .filter((event) => isCounted(trait, event))
    .flatMap((event) => pointsOf(trait, event))
    .sort(
      (a, b) =>
        a.at - b.at || order(a.id, b.id) || order(JSON.stringify(a.of), JSON.stringify(b.of))
    )
  if (trait.by === undefined) return read(trait, points, asOf, zone)
  // A group is there as long as something of it lies in the window (both windows, for a trend).
  const back = (msOf(trait.window) ?? Infinity) * (trait.compute === 'trend' ? 2 : 1)
  const present = points.filter(({ at }) => at >= asOf - back)
  const groups = [...new Set(present.map(({ by }) => by))].sort()
  const entries = groups.flatMap((group): [string, Json][] => {
    const value = read(
      trait,
      points.filter(({ by }) => by === group),
      asOf,
      zone
    )
    return value === undefined ? [] : [[group, value]]
  })
  return Object.fromEntries(entries)
}

interface ModelPoint {
  at: number
  id: string
  by: string
  of: Json
}

function read(
  trait: TraitDeclaration,
  points: readonly ModelPoint[],
  now: number,
  zone: string
): Json | undefined {
  const window = msOf(trait.window)
  const from = window === undefined ? -Infinity : now - window
  const inside = points.filter(({ at }) => at >= from)
  const numbers = inside.map(({ of }) => (typeof of === 'number' ? of : Number.NaN))
  const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0)
  const half = msOf(trait.halfLife)
  const fade = (at: number, life: number): number => 2 ** (-Math.max(0, now - at) / life)
  switch (trait.compute) {
    case 'count':
      return inside.length
    case 'sum':
      return sum(numbers)
    case 'average':
      return numbers.length === 0 ? undefined : sum(numbers) / numbers.length
    case 'minimum':
      return numbers.length === 0 ? undefined : Math.min(...numbers)
    case 'maximum':
      return numbers.length === 0 ? undefined : Math.max(...numbers)
    case 'first':
      return inside[0]?.of
    case 'last':
      return inside.at(-1)?.of
    case 'distinct':
      return new Set(inside.map(({ of }) => (typeof of === 'string' ? of : JSON.stringify(of))))
        .size
    case 'favourite': {
      const life = half ?? 30 * 86_400_000
      const reach = inside.filter(({ at }) => at >= now - 16 * life)
      const weights = new Map<string, number>()
      for (const { at, of } of reach) {
        weights.set(String(of), (weights.get(String(of)) ?? 0) + fade(at, life))
      }
      const best = Math.max(...weights.values())
      if (weights.size === 0 || Math.round(best * 100) < (trait.atLeast ?? 0) * 100)
        return undefined
      // Ties within rounding may go either way: the caller compares with every favourite.
      return [...weights].filter(([, weight]) => weight > best - 1e-6).map(([value]) => value)
    }
    case 'recency': {
      const last = points.at(-1)
      return last === undefined || last.at < from ? undefined : Math.max(0, now - last.at)
    }
    case 'streak': {
      const days = new Set(inside.map(({ at }) => localDay(at, zone)))
      let at = days.has(localDay(now, zone)) ? now : now - 86_400_000
      let length = 0
      while (days.has(localDay(at, zone))) {
        length++
        at -= 86_400_000
      }
      return length
    }
    case 'trend': {
      const width = window ?? 7 * 86_400_000
      const during = points.filter(({ at }) => at >= now - width).length
      const before = points.filter(({ at }) => at >= now - 2 * width && at < now - width).length
      if (before === 0) return during === 0 ? undefined : during + 1
      return during / before
    }
    case 'hours':
      return mostOften(inside.map(({ at }) => localPart(at, zone).hour))
    case 'weekdays':
      return mostOften(inside.map(({ at }) => localPart(at, zone).weekday))
    case 'score': {
      if (half === undefined) return sum(numbers)
      const near = inside.filter(({ at }) => at >= now - 16 * half)
      return sum(near.map(({ at, of }) => Number(of) * fade(at, half)))
    }
    case 'rfm': {
      if (inside.length === 0) return undefined
      const days = (now - (inside.at(-1)?.at ?? 0)) / 86_400_000
      const spent = sum(numbers)
      const above = (value: number, steps: number[]): number =>
        steps.filter((step) => value >= step).length
      const near = [365, 180, 90, 30].filter((step) => days <= step).length
      return 3 + near + above(inside.length, [2, 3, 5, 10]) + above(spent, [50, 150, 500, 1500])
    }
  }
}

function isCounted(trait: TraitDeclaration, event: Event): boolean {
  const names = trait.event ?? (trait.compute === 'score' ? Object.keys(trait.weights ?? {}) : [])
  const list = typeof names === 'string' ? [names] : names
  if (list.length > 0 && !list.includes(event.name)) return false
  if (trait.where === undefined) return true
  // The only `where` of the suite: price above 1 in a product view.
  const { price } = event.properties
  const number = typeof price === 'string' ? Number(price) : price
  return event.name === 'Product Viewed' && typeof number === 'number' && number > 1
}

function pointsOf(trait: TraitDeclaration, event: Event): ModelPoint[] {
  const { at, id, name } = event
  const isList = trait.of?.startsWith('properties.products.') ?? false
  const products = event.properties.products
  const sources = isList ? (Array.isArray(products) ? products : []) : [event.properties]
  const points = sources.flatMap((source): ModelPoint[] => {
    const groups = trait.by === undefined ? [''] : textsOf(leaf(source, trait.by))
    const keeps = trait.compute === 'first' || trait.compute === 'last'
    const found = trait.of === undefined ? [null] : listOf(leaf(source, trait.of), keeps)
    const values = needsValue(trait) && found.length > 0 ? found : [null]
    return groups.flatMap((by) =>
      values.flatMap((value): ModelPoint[] => {
        const of = takeValue(trait, value, name)
        return of === undefined ? [] : [{ at, id, by, of }]
      })
    )
  })
  if (needsValue(trait)) return points
  return points.filter((point, i) => points.findIndex(({ by }) => by === point.by) === i)
}

function needsValue({ compute }: TraitDeclaration): boolean {
  return !['count', 'recency', 'streak', 'trend', 'hours', 'weekdays'].includes(compute)
}

function takeValue(trait: TraitDeclaration, value: Json, name: string): Json | undefined {
  switch (trait.compute) {
    case 'sum':
    case 'average':
    case 'minimum':
    case 'maximum':
      return numberOf(value)
    case 'rfm':
      return numberOf(value) ?? 0
    case 'score':
      return trait.weights?.[name]
    case 'favourite':
      return textsOf(value)[0]
    case 'first':
    case 'last':
      return value === null || JSON.stringify(value).length > 512 ? undefined : value
    case 'distinct':
      return value === null ? undefined : value
    default:
      return null
  }
}

function leaf(source: Json, path: string): Json {
  const key = path.split('.').at(-1) ?? ''
  if (typeof source !== 'object' || source === null || Array.isArray(source)) return null
  return Object.hasOwn(source, key) ? (source[key] ?? null) : null
}

function listOf(value: Json, keeps: boolean): Json[] {
  if (value === null) return []
  return Array.isArray(value) && !keeps ? value.flatMap((item) => listOf(item, keeps)) : [value]
}

function textsOf(value: Json): string[] {
  return listOf(value, false)
    .filter((item) => item !== '' && typeof item !== 'object')
    .map(String)
    .filter((text) => !['__proto__', 'constructor', 'prototype'].includes(text))
}

function numberOf(value: Json): number | undefined {
  if (value === 'free') return undefined
  const number = typeof value === 'string' && value !== '' ? Number(value) : value
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined
}

function localPart(at: number, zone: string): { hour: number; weekday: number } {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    hourCycle: 'h23',
    weekday: 'short',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']
  return { hour: Number(parts.hour), weekday: weekdays.indexOf(parts.weekday ?? '') + 1 }
}

function localDay(at: number, zone: string): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(at)
}

function mostOften(values: readonly number[]): number | undefined {
  const times = (value: number): number => values.filter((each) => each === value).length
  return [...new Set(values)].sort((a, b) => times(b) - times(a) || a - b)[0]
}

function msOf(duration: string | undefined): number | undefined {
  if (duration === undefined || duration === 'lifetime') return undefined
  const units: Record<string, number> = { m: 6e4, h: 36e5, d: 864e5, w: 6048e5 }
  return Number(duration.slice(0, -1)) * (units[duration.at(-1) ?? ''] ?? Number.NaN)
}

function order(a: string, b: string): number {
  return a < b ? -1 : Number(a > b)
}
