import { mkdirSync, writeFileSync } from 'node:fs'
import { Bench } from 'tinybench'
import { type DecideInput, decide } from '../shared/decide/decide.ts'
import type { ResolveContent } from '../shared/decide/decision.ts'
import { emptyProfile } from '../shared/profile/empty.ts'
import { foldEvents } from '../shared/profile/fold.ts'
import { compileSite } from '../shared/site/compile.ts'
import { contextOf, type History, now, peopleOf, rich, viewOf } from './engine/people.ts'
import { type SiteSize, siteOf, slots } from './engine/site.ts'

/*
 * What a page decision costs: five slots, decided for people with months of history. CPU of this
 * process, median of samples, so that a busy machine blurs it little.
 */

/** One measured size. */
interface Point extends SiteSize, History {
  medianUs: number
  p75Us: number
}

const page: SiteSize = { live: 1_000, elsewhere: 0 }
const budgetUs = 150
const budgetRatio = 1.5

/** Series of the plots: each varies one size and leaves the others. */
const series: Record<string, (SiteSize & History)[]> = {
  live: [1, 10, 30, 100, 300, 1_000, 3_000].map((live) => ({ ...rich, ...page, live })),
  elsewhere: [0, 1_000, 3_000, 10_000, 30_000].map((elsewhere) => ({
    ...rich,
    ...page,
    elsewhere,
  })),
  ledger: [0, 30, 100, 300].map((ledger) => ({ ...page, ...rich, ledger })),
  events: [0, 10, 100, 1_000, 3_000].map((events) => ({ ...page, ...rich, events })),
  views: (['page', 'product'] as const).map((view) => ({ ...page, ...rich, view })),
}

/** The templates are the edge's affair: here a value is looked up and put in, as cheaply as can be. */
const resolve: ResolveContent = (content, lookup) => {
  if (content.type !== 'text') return { content }
  const value = lookup('traits.favourite')
  return {
    content: { ...content, text: content.text.replace('{{ traits.favourite }}', String(value)) },
  }
}

/** CPU is counted in ticks of up to 4 ms on some machines: a sample must be many of them. */
const sampleMs = 80
const samples = 15

async function measure(size: SiteSize & History): Promise<Point> {
  const visits = createVisits(size)
  const perDecisionMs = warmUp(visits)
  const batch = Math.max(1, Math.round(sampleMs / perDecisionMs))
  const bench = new Bench({ now: cpuMs, time: 0, iterations: samples, warmup: false })
  let ready: readonly DecideInput[] = []
  const beforeEach = () => {
    ready = visits.next(batch)
  }
  bench.add('decide', () => ready.forEach(decide), { beforeEach })
  const [task] = await bench.run()
  if (task === undefined || !('latency' in task.result)) throw new Error('Nothing was measured.')
  const us = (ms: number) => Math.round((ms * 10_000) / batch) / 10
  const { p50, p75 } = task.result.latency
  return { ...size, medianUs: us(p50), p75Us: us(p75) }
}

/** Page views, one after the other, of people who take turns. */
interface Visits {
  next(count: number): DecideInput[]
}

/** Views of each person that are folded before anything is measured. */
const viewsPerPerson = 8

/**
 * Each view has been folded into its profile, as the worker does before it decides. The view of a page
 * leaves most of a profile as it was, and the engine may remember what it has made of that. The view of
 * a product changes items and traits: those profiles are new each time, with what the fold leaves to
 * the collector counted in.
 */
function createVisits(size: SiteSize & History): Visits {
  const site = compileSite({ version: 1, config: siteOf(size) })
  const people = peopleOf(site, size, 32)
  let n = 0
  const visit = (): DecideInput => {
    const i = n++ % people.length
    const known = people[i] ?? emptyProfile('nobody', 'nobody', now)
    const profile = foldEvents(known, viewOf(n, size), { now, site })
    return { site, profile, context: contextOf(i), slots, now, seed: `s${n}`, resolve }
  }
  const views = (count: number) => Array.from({ length: count }, visit)
  if (size.view === 'product') return { next: views }
  const ready = views(people.length * viewsPerPerson)
  let at = 0
  const nextReady = (): DecideInput => ready[at++ % ready.length] ?? visit()
  return { next: (count) => Array.from({ length: count }, nextReady) }
}

/** Runs until the compiler has done its work; answers what a decision takes. */
function warmUp(visits: Visits): number {
  const started = performance.now()
  let spentMs = 0
  let timed = 0
  while (performance.now() - started < 1_500 || timed < 500) {
    const ready = visits.next(100)
    const from = performance.now()
    ready.forEach(decide)
    const isWarm = from - started > 500
    spentMs += isWarm ? performance.now() - from : 0
    timed += isWarm ? ready.length : 0
  }
  return spentMs / timed
}

/** CPU of the whole process: what the collector does for us is ours, too. */
function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}

const only = process.argv[2]
const points: Record<string, Point[]> = {}
for (const [name, sizes] of Object.entries(series)) {
  if (only !== undefined && only !== name) continue
  points[name] = []
  for (const size of sizes) points[name].push(await measure(size))
  console.log(`\nCPU of a page decision, 5 slots, by ${name}`)
  console.table(points[name])
}

const medianOf = (name: string, isIt: (point: Point) => boolean): number =>
  points[name]?.find(isIt)?.medianUs ?? Number.NaN
const medianUs = medianOf('live', ({ live }) => live === page.live)
const ratio =
  medianOf('elsewhere', ({ elsewhere }) => elsewhere === 10 * page.live) /
  medianOf('elsewhere', ({ elsewhere }) => elsewhere === 0)
const report = { node: process.version, medianUs, budgetUs, ratio, budgetRatio, series: points }
mkdirSync(new URL('./out/', import.meta.url), { recursive: true })
writeFileSync(new URL('./out/engine.json', import.meta.url), `${JSON.stringify(report, null, 2)}\n`)
console.log(`\n1,000 live actions: ${medianUs} µs (budget ${budgetUs})`)
console.log(`ten times as many for other pages: ${ratio.toFixed(2)} times (budget ${budgetRatio})`)
