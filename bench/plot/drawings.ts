import { figuresOf, type PageResults } from '../page/report.ts'

/** One mark: a point of a line, or a bar. */
export interface Mark {
  x: number
  y: number | string
  series: string
  label?: string
}

/** A plot as plain data, to be drawn in the browser. */
export interface Drawing {
  /** Of the file: `bench-<name>.svg`. */
  name: string
  title: string
  subtitle: string
  kind: 'lines' | 'bars'
  points: Mark[]
  /** In the order of their colours: blue, grey. */
  series: string[]
  x: { label: string; log?: boolean }
  y: { label: string }
  /** Where the budget lies. */
  budget?: number
}

interface EngineResults {
  budgetUs: number
  series: Record<
    string,
    { live: number; elsewhere: number; events: number; ledger: number; medianUs: number }[]
  >
}
interface EdgeResults {
  results: Record<string, { cpuUs: number }>
  sizes: { actions: number; cpuUs: number }[]
}
interface HistoryResults {
  empty: { cold: number }
  lives: { events: number; cold: number; kib: number }[]
  budget: { openMs: number; memoryKib: number }
}
interface TimerResults {
  people: number
  timers: number
  budgetMib: number
  points: { second: number; mib: number }[]
}
type ConditionResults = { mix: string; name: string; nanoseconds: number }[]

/** Everything that can be drawn of what was measured. */
export function drawings(results: Record<string, unknown>): Drawing[] {
  const { engine, edge, history, conditions, page, timers } = results
  return [
    ...(engine ? engineDrawings(engine as EngineResults) : []),
    ...(conditions ? conditionDrawings(conditions as ConditionResults) : []),
    ...(edge ? edgeDrawings(edge as EdgeResults) : []),
    ...(history ? historyDrawings(history as HistoryResults) : []),
    ...(page ? pageDrawings(page as PageResults) : []),
    ...(timers ? timerDrawings(timers as TimerResults) : []),
  ]
}

function engineDrawings({ series, budgetUs }: EngineResults): Drawing[] {
  const { live = [], elsewhere = [], events = [], ledger = [] } = series
  const byActions = [
    ...live.map(({ live: x, medianUs: y }) => ({ x, y, series: 'live on this page' })),
    ...elsewhere.map(({ elsewhere: x, medianUs: y }) => ({
      x: Math.max(x, 1),
      y,
      series: 'for other pages',
    })),
  ]
  const byHistory = [
    ...events.map(({ events: x, medianUs: y }) => ({ x: Math.max(x, 1), y, series: 'events' })),
    ...ledger.map(({ ledger: x, medianUs: y }) => ({ x: Math.max(x, 1), y, series: 'ledger' })),
  ]
  return [
    {
      name: 'engine',
      title: 'A page decision by the number of actions',
      subtitle: `Blue: actions live on this page. Grey: 1,000 live, and so many for other pages. Dashed: ${budgetUs} µs`,
      kind: 'lines',
      points: byActions,
      series: ['live on this page', 'for other pages'],
      x: { label: 'actions', log: true },
      y: { label: 'CPU, µs' },
      budget: budgetUs,
    },
    {
      name: 'engine-history',
      title: 'A page decision by what the person has behind them',
      subtitle: `1,000 live actions. Blue: events in the profile. Grey: entries of its attention ledger. Dashed: ${budgetUs} µs`,
      kind: 'lines',
      points: byHistory,
      series: ['events', 'ledger'],
      x: { label: 'events, or entries', log: true },
      y: { label: 'CPU, µs' },
      budget: budgetUs,
    },
  ]
}

function conditionDrawings(results: ConditionResults): Drawing[] {
  const mixed = results.filter(({ mix }) => mix === 'mixed')
  const [ours] = mixed
  if (!ours) return []
  return [
    {
      name: 'conditions',
      title: 'CPU of one condition, ours and the evaluators people know',
      subtitle: `Mixed conditions, ns; json-logic-engine is compiled to code, which a Worker may not run`,
      kind: 'bars',
      points: mixed
        .toSorted((a, b) => a.nanoseconds - b.nanoseconds)
        .map(({ name, nanoseconds }) => ({
          x: nanoseconds,
          y: name,
          series: name === ours.name ? 'ours' : 'peer',
          label: `${nanoseconds.toFixed(0)} ns`,
        })),
      series: ['ours', 'peer'],
      x: { label: 'ns CPU a condition' },
      y: { label: '' },
    },
  ]
}

function edgeDrawings({ results, sizes }: EdgeResults): Drawing[] {
  const row = results['object call, one row']?.cpuUs ?? Number.NaN
  return [
    {
      name: 'edge',
      title: 'A batch of five events and three slots at the edge, by the number of actions',
      subtitle: `Times the CPU of an object call that writes one row (${row.toFixed(0)} µs). Dashed: the budget, 3`,
      kind: 'lines',
      points: sizes.map(({ actions, cpuUs }) => ({ x: actions, y: cpuUs / row, series: 'batch' })),
      series: ['batch'],
      x: { label: 'actions' },
      y: { label: 'of a call that writes a row' },
      budget: 3,
    },
  ]
}

function historyDrawings({ empty, lives, budget }: HistoryResults): Drawing[] {
  const lines = {
    kind: 'lines' as const,
    x: { label: 'events in the profile', log: true },
  }
  return [
    {
      ...lines,
      name: 'history-open',
      title: 'Opening a profile that is not in memory, by the length of its history',
      subtitle: `Blue: a profile. Grey: an empty object, the same minute. Dashed: the budget, ${budget.openMs} ms`,
      points: lives.flatMap(({ events: x, cold }) => [
        { x, y: cold, series: 'profile' },
        { x, y: empty.cold, series: 'empty object' },
      ]),
      series: ['profile', 'empty object'],
      y: { label: 'ms' },
      budget: budget.openMs,
    },
    {
      ...lines,
      name: 'history-memory',
      title: 'Memory of an open profile, by the length of its history',
      subtitle: `Dashed: the budget, ${budget.memoryKib} KiB`,
      points: lives.map(({ events: x, kib: y }) => ({ x, y, series: 'profile' })),
      series: ['profile'],
      y: { label: 'KiB' },
      budget: budget.memoryKib,
    },
  ]
}

function pageDrawings(page: PageResults): Drawing[] {
  const figures = figuresOf(page)
  const bars = (name: string, title: string, of: (one: (typeof figures)[number]) => number) => ({
    name,
    title,
    subtitle: `Median of ${page.rounds} rounds, ${page.version} at 4x slow-down`,
    kind: 'bars' as const,
    points: figures
      .map((one) => ({ name: one.name, value: of(one) }))
      .filter(({ value }) => Number.isFinite(value))
      .map(({ name: y, value }) => ({
        x: value,
        y,
        series: y.startsWith('Attune') ? 'ours' : 'peer',
        label: value < 100 && name.endsWith('size') ? value.toFixed(1) : value.toFixed(0),
      })),
    series: ['ours', 'peer'],
    y: { label: '' },
  })
  return [
    {
      ...bars('page-size', 'Scripts on a first visit', (one) => one.kB),
      x: { label: 'kB, brotli' },
    },
    {
      ...bars('page-cpu', 'CPU of scripts on a first visit', (one) => one.scriptMs),
      x: { label: 'ms, less a blank page' },
    },
    {
      ...bars('page-content', 'Content in the slot on a first visit', (one) => one.contentMs),
      x: { label: 'ms after the navigation began' },
    },
    {
      ...bars('page-second', 'Content in the slot on a second visit', (one) => one.secondContentMs),
      x: { label: 'ms after the navigation began' },
    },
  ]
}

/** More points than this only make a line thicker. */
const maxPoints = 60

function timerDrawings({ people, timers, budgetMib, points }: TimerResults): Drawing[] {
  const step = Math.ceil(points.length / maxPoints)
  const shown = points.filter((_, n) => n % step === 0 || n === points.length - 1)
  return [
    {
      name: 'timers',
      title: `Memory while ${timers.toLocaleString('en')} timers ring at once`,
      subtitle: `${people.toLocaleString('en')} people, half due at 0 s, half a minute later; before, they are set. Dashed: the budget`,
      kind: 'lines',
      points: shown.map(({ second: x, mib: y }) => ({ x, y, series: 'memory' })),
      series: ['memory'],
      x: { label: 'seconds since the first were due' },
      y: { label: 'workerd, MiB resident' },
      budget: budgetMib,
    },
  ]
}
