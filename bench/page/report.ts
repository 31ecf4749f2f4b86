import type { Drain } from './backlog.ts'
import type { Survival } from './failures.ts'
import type { Visit } from './measure.ts'

/** All visits of one contestant. */
export interface Row {
  name: string
  first: Visit[]
  second: Visit[]
}

/** What `bench/page.ts` leaves in `bench/out/page.json`. */
export interface PageResults {
  version: string
  rounds: number
  load: number
  rows: Row[]
  failures: Record<string, Survival[]>
  /** Ours alone: no peer keeps so much. */
  backlog?: Drain
}

/** Medians of one contestant's visits; CPU less that of the blank page. */
export interface Figures {
  name: string
  kB: number
  firstKb: number
  scriptMs: number
  taskMs: number
  contentMs: number
  visibleMs: number
  requests: number
  longTaskMs: number
  secondScriptMs: number
  secondContentMs: number
  secondVisibleMs: number
  secondRequests: number
  /** Visits whose content never came into the page. */
  without: number
}

const budgets = { scriptMs: 20, requests: 2, resendMs: 1_000, longTaskMs: 50 }

export function figuresOf({ rows }: PageResults): Figures[] {
  const blank = rows.find(({ name }) => name === 'blank')
  const idle = (visits: Visit[] | undefined, of: 'scriptMs' | 'taskMs') =>
    median((visits ?? []).map((one) => one[of]))
  return rows
    .filter((row) => row !== blank)
    .map(({ name, first, second }) => ({
      name,
      kB: mid(first, 'scriptBytes') / 1_000,
      firstKb: mid(first, 'firstBytes') / 1_000,
      scriptMs: mid(first, 'scriptMs') - idle(blank?.first, 'scriptMs'),
      taskMs: mid(first, 'taskMs') - idle(blank?.first, 'taskMs'),
      contentMs: mid(first, 'contentMs'),
      visibleMs: mid(first, 'visibleMs'),
      requests: mid(first, 'requests'),
      longTaskMs: mid(first, 'longTaskMs'),
      secondScriptMs: mid(second, 'scriptMs') - idle(blank?.second, 'scriptMs'),
      secondContentMs: mid(second, 'contentMs'),
      secondVisibleMs: mid(second, 'visibleMs'),
      secondRequests: mid(second, 'requests'),
      without: [...first, ...second].filter(({ contentMs }) => contentMs === null).length,
    }))
}

export function reportPage(results: PageResults): void {
  const figures = figuresOf(results)
  const table = [
    [
      'script',
      'kB',
      'kB to content',
      'script CPU',
      'all CPU',
      'longest task',
      'content',
      'seen',
      'requests',
    ],
    ...figures.map((one) => [
      one.name,
      one.kB.toFixed(1),
      Number.isFinite(one.firstKb) ? one.firstKb.toFixed(1) : '–',
      ms(one.scriptMs),
      ms(one.taskMs),
      ms(one.longTaskMs),
      ms(one.contentMs),
      ms(one.visibleMs),
      count(one.requests),
    ]),
  ]
  print('First visit', table)
  print('Second visit', [
    ['script', 'script CPU', 'content', 'seen', 'requests', 'visits without content'],
    ...figures.map((one) => [
      one.name,
      ms(one.secondScriptMs),
      ms(one.secondContentMs),
      ms(one.secondVisibleMs),
      count(one.secondRequests),
      `${one.without}`,
    ]),
  ])
  const names = Object.values(results.failures)[0]?.map(({ failure }) => failure) ?? []
  if (names.length > 0) {
    print('A signal given while the network fails: seconds until it arrives afterwards', [
      ['script', ...names],
      ...Object.entries(results.failures).map(([name, outcomes]) => [
        name,
        ...outcomes.map(survivalOf),
      ]),
    ])
  }
  const { backlog } = results
  if (backlog) {
    const { events, drainedMs, requests, longTaskMs } = backlog
    console.log(
      `\nA backlog of ${events} events: sent in ${(drainedMs / 1_000).toFixed(0)} s and ${requests} requests; longest task ${longTaskMs > 0 ? ms(longTaskMs) : 'below 50 ms'}`
    )
  }
  const missed = missedBudgets(results, figures)
  for (const budget of missed) console.log(`Missed: ${budget}`)
  if (missed.length > 0) process.exitCode = 1
}

/** What the page is held to; see docs/benchmarks.md. */
export function missedBudgets(results: PageResults, figures: Figures[]): string[] {
  const ours = figures.filter(({ name }) => name.startsWith('Attune'))
  const peers = figures.filter(({ name }) => !name.startsWith('Attune'))
  const over = (one: Figures, of: 'scriptMs' | 'requests', what: string) =>
    one[of] <= budgets[of]
      ? []
      : [`${one.name}: ${what} ${count(Math.round(one[of]))}, at most ${budgets[of]}`]
  const slower = (one: Figures, of: 'contentMs' | 'secondContentMs', visit: string) =>
    peers
      .filter((peer) => !(one[of] <= peer[of]))
      .map(
        (peer) =>
          `${one.name}, ${visit}: content after ${ms(one[of])}, ${peer.name} ${ms(peer[of])}`
      )
  const lost = Object.entries(results.failures).flatMap(([name, outcomes]) =>
    name.startsWith('Attune')
      ? outcomes.flatMap(({ failure, arrived, afterMs }, n) => {
          if (arrived !== 1) return [`${name}: ${failure}: arrived ${arrived} times`]
          const isSamePage = n < 3
          return isSamePage && (afterMs ?? 0) > budgets.resendMs
            ? [`${name}: ${failure}: sent again after ${ms(afterMs ?? Number.NaN)}`]
            : []
        })
      : []
  )
  const longest = results.backlog?.longTaskMs ?? 0
  return [
    ...(longest > budgets.longTaskMs ? [`backlog: a task of ${ms(longest)}`] : []),
    ...ours.flatMap((one) => [
      ...over(one, 'scriptMs', 'ms of script CPU'),
      ...over(one, 'requests', 'requests'),
      ...slower(one, 'contentMs', 'first visit'),
      ...slower(one, 'secondContentMs', 'second visit'),
    ]),
    ...lost,
  ]
}

function survivalOf({ arrived, afterMs }: Survival): string {
  if (arrived === 0) return 'lost'
  const seconds = `${((afterMs ?? 0) / 1_000).toFixed(1)} s`
  return arrived === 1 ? seconds : `${seconds}, ${arrived} times`
}

/** Median of what is there; a value that never came counts as later than all others. */
function mid(visits: Visit[], of: keyof Visit): number {
  return median(visits.map((one) => one[of] ?? Number.POSITIVE_INFINITY))
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN
}

function count(value: number): string {
  return Number.isFinite(value) ? `${value}` : '–'
}

function ms(value: number): string {
  return Number.isFinite(value) ? `${value.toFixed(0)} ms` : '–'
}

function print(title: string, rows: string[][]): void {
  const [head = [], ...body] = rows
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`
  const rule = `|---|${head
    .slice(1)
    .map(() => '--:|')
    .join('')}`
  console.log(`\n${title}\n\n${[line(head), rule, ...body.map(line)].join('\n')}`)
}
