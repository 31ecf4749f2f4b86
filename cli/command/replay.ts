import { Command, InvalidArgumentError } from '@commander-js/extra-typings'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { withProgress } from '../print/progress.ts'
import type { Edge } from '../replay/edge.ts'
import { readClicks } from '../replay/read-clicks.ts'
import { sendHistory } from '../replay/send.ts'
import { describe, latencies, refusedOf, type Tally } from '../replay/tally.ts'
import { verify } from '../replay/verify.ts'
import { jsonOption, parseUrl } from '../site/target.ts'

const mostDifferences = 20
const mostAtOnce = 64

/** `attune replay` */
export const replayCommand = new Command('replay')
  .summary('send a click stream as history')
  .description(
    `Sends a click stream through the public HTTP API, as history. FILE has the columns timestamp (seconds), visitorid, event (view, addtocart, transaction) and itemid, as .csv or .csv.gz. Sending it again changes nothing. Visitor 7 becomes the anonymous id replay-7.`
  )
  .argument('<file>', 'the click stream')
  .option('--verify', 'read every profile back and compare counts, first and last times')
  .option('--prefix <text>', 'stands before visitor ids', 'replay-')
  .option('--concurrency <n>', 'requests at a time, 1 to 64', parseConcurrency, 8)
  .option('--url <url>', 'address of the worker', 'http://localhost:8787')
  .option('--key <key>', 'secret key of the site (else ATTUNE_SECRET_KEY, else the demo shop’s)')
  .addOption(jsonOption)
  .addHelpText('after', '\nExample:\n  attune replay clicks.csv.gz --verify')
  .action((file, options) => carryOut(options, () => replay(file, options)))

interface ReplayOptions {
  verify?: true | undefined
  prefix: string
  concurrency: number
  url: string
  key?: string | undefined
}

async function replay(file: string, options: ReplayOptions): Promise<Outcome> {
  const { prefix, concurrency } = options
  const secretKey = options.key ?? (process.env.ATTUNE_SECRET_KEY || 'sk_demo')
  const edge = { url: parseUrl(options.url), secretKey }
  const visitors = await readClicks(file, prefix)
  const events = visitors.reduce((sum, { clicks }) => sum + clicks.length, 0)
  const since = performance.now()
  const tally = await withProgress('Sending ', events, (onSent) =>
    sendHistory(visitors, { edge, concurrency, onSent })
  )
  const elapsedMs = performance.now() - since
  const differences = options.verify ? await check(visitors, edge, concurrency) : undefined
  return {
    data: { file, events, visitors: visitors.length, ...figures(tally, elapsedMs), differences },
    lines: [
      `${file}: ${events} events of ${visitors.length} visitors`,
      ...describe(tally, elapsedMs),
      ...(differences ? verdict(differences, visitors.length) : []),
    ],
    exitCode: refusedOf(tally) === 0 && !differences?.length ? 0 : 1,
  }
}

async function check(
  visitors: Parameters<typeof verify>[0],
  edge: Edge,
  concurrency: number
): Promise<string[]> {
  return withProgress('Reading ', visitors.length, (advance) =>
    verify(visitors, { edge, concurrency, onRead: () => advance(1) })
  )
}

function verdict(differences: readonly string[], visitors: number): string[] {
  if (differences.length === 0) {
    return [`verified     ${visitors} profiles agree with the file exactly`]
  }
  const told = differences.slice(0, mostDifferences)
  return [...told, `verified     ${differences.length} figures differ`]
}

function figures(tally: Tally, elapsedMs: number) {
  const { accepted, duplicate, refused, latenciesMs } = tally
  return {
    ...{ accepted, duplicate, refused: Object.fromEntries(refused) },
    ...{ requests: latenciesMs.length, elapsedMs: Math.round(elapsedMs) },
    latencyMs: latencies(tally),
  }
}

function parseConcurrency(text: string): number {
  const number = Number(text)
  if (Number.isInteger(number) && number >= 1 && number <= mostAtOnce) return number
  throw new InvalidArgumentError(`Give a whole number from 1 to ${mostAtOnce}.`)
}
