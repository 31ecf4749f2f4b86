/**
 * CPU time of a condition, beside the evaluators people know: the same conditions, the same people, the
 * same run. `node bench/conditions.ts [rounds] [mix]`. Figures are medians of process CPU time, so that
 * a busy machine changes them little; compare the ratios, not the nanoseconds.
 */
import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { contestantNames } from './condition-mix.ts'
import type { Figure } from './conditions-one.ts'

const [, , rounds = '3', only = ''] = process.argv
const [ours = '', ...peers] = contestantNames
const script = new URL('./conditions-one.ts', import.meta.url).pathname

/** By mix, by contestant: one figure per round. */
const samples = new Map<string, Map<string, number[]>>()
/** A faster wrong answer is no answer: what everybody must say, by mix. */
const expected = new Map<string, string>()

for (let round = 0; round < Number(rounds); round++) {
  for (const name of contestantNames) {
    const output = execFileSync(process.execPath, [script, name, only], { encoding: 'utf8' })
    for (const figure of JSON.parse(output) as Figure[]) note(name, figure)
  }
}

console.log(`CPU of one condition, Node ${process.versions.node}; peers as multiples of ours`)
console.table(Object.fromEntries([...samples].map(([mix, figures]) => [mix, row(figures)])))
mkdirSync('bench/out', { recursive: true })
writeFileSync('bench/out/conditions.json', JSON.stringify(medians(), null, 2))
const missed = [...samples].flatMap(([mix, figures]) => missedBudgets(mix, figures))
for (const budget of missed) console.log(`Missed: ${budget}`)
if (missed.length > 0) process.exitCode = 1

function note(name: string, { mix, nanoseconds, answers }: Figure): void {
  if (expected.get(mix) !== undefined && expected.get(mix) !== answers) {
    throw new Error(`${name} disagrees in "${mix}"`)
  }
  expected.set(mix, answers)
  const figures = samples.get(mix) ?? new Map<string, number[]>()
  samples.set(mix, figures)
  figures.set(name, [...(figures.get(name) ?? []), nanoseconds])
}

/** What the plots are drawn from: nanoseconds by mix and contestant. */
function medians(): { mix: string; name: string; nanoseconds: number }[] {
  return [...samples].flatMap(([mix, figures]) =>
    [...figures].map(([name, values]) => ({ mix, name, nanoseconds: median(values) }))
  )
}

function row(figures: ReadonlyMap<string, number[]>): Record<string, string> {
  const own = median(figures.get(ours) ?? [])
  const multiples = peers.map((peer) => {
    const figure = median(figures.get(peer) ?? [])
    return [peer, Number.isNaN(figure) ? '–' : `${(figure / own).toFixed(figure < own ? 2 : 1)}x`]
  })
  return { [`${ours} ns`]: own.toFixed(0), ...Object.fromEntries(multiples) }
}

/**
 * The mixed conditions: 8 times as fast as GrowthBook, at most twice the generated code's time. Every
 * class: no slower than any peer. Two exceptions: generated code, which a Worker may not run, and
 * patterns with wildcards, where peers run the platform's engine, which a pattern can hang.
 */
function missedBudgets(mix: string, figures: ReadonlyMap<string, number[]>): string[] {
  const own = median(figures.get(ours) ?? [])
  return peers.flatMap((peer) => {
    const least = leastMultiple(mix, peer)
    const multiple = median(figures.get(peer) ?? []) / own
    return multiple < least ? [`${mix}: ${peer} ${multiple.toFixed(2)}x, at least ${least}x`] : []
  })
}

function leastMultiple(mix: string, peer: string): number {
  if (mix.endsWith('wild')) return 0
  if (mix === 'mixed' && peer === 'growthbook') return 8
  if (peer === 'json-logic-engine') return mix === 'mixed' ? 0.5 : 0
  return 1
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}
