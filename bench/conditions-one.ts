/**
 * One contestant over all mixes, in a process of its own: what the optimiser learns from one evaluator
 * must not help or harm another. Prints JSON for `conditions.ts`.
 */
import { Bench } from 'tinybench'
import { conditionsPerMix, type Mix, mixes, people } from './condition-mix.ts'
import { contestants, type Evaluate } from './condition-peers.ts'

/** What one contestant says of one mix. */
export interface Figure {
  mix: string
  /** CPU nanoseconds for one condition. */
  nanoseconds: number
  /** Every answer for every person, to be compared with the others'. */
  answers: string
}

const msPerMix = 250
/** Long enough for the CPU clock, which counts in microseconds. */
const passesPerSample = 10

const [, , name = '', only = ''] = process.argv
const contestant = contestants[name]
if (contestant === undefined) throw new Error(`Unknown contestant "${name}"`)

const facts = people()
const figures: Figure[] = mixes()
  .filter((mix) => mix.name.startsWith(only) && !mix.without?.includes(name))
  .map((mix) => {
    const run = contestant(mix.conditions)
    return { mix: mix.name, nanoseconds: measure(mix, run), answers: answersOf(run) }
  })
console.log(JSON.stringify(figures))

function measure(mix: Mix, run: Evaluate): number {
  const answers = new Uint8Array(conditionsPerMix)
  const bench = new Bench({ now: cpuMs, time: msPerMix, warmupTime: 2 * msPerMix, iterations: 5 })
  bench.add(mix.name, () => {
    for (let i = 0; i < passesPerSample; i++) for (const person of facts) run(person, answers)
  })
  const [task] = bench.runSync()
  if (task === undefined || !('latency' in task.result)) throw new Error(`${mix.name} failed`)
  return (task.result.latency.p50 * 1e6) / (passesPerSample * facts.length * conditionsPerMix)
}

function answersOf(run: Evaluate): string {
  const answers = new Uint8Array(conditionsPerMix)
  return facts
    .map((person) => {
      run(person, answers)
      return answers.join('')
    })
    .join(' ')
}

function cpuMs(): number {
  const { user, system } = process.cpuUsage()
  return (user + system) / 1_000
}
