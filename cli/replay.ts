import { parseArgs } from 'node:util'
import { withProgress } from './replay/progress.ts'
import { readClicks } from './replay/read-clicks.ts'
import { sendHistory } from './replay/send.ts'
import { describe, refusedOf } from './replay/tally.ts'
import { verify } from './replay/verify.ts'

const usage = `Sends a click stream to Attune as history, through the public HTTP API.

  npm run replay -- FILE [--verify] [--prefix replay-] [--concurrency 8]
                    [--url http://localhost:8787] [--key sk_demo]

FILE has the columns timestamp (seconds), visitorid, event (view, addtocart, transaction) and
itemid, as .csv or .csv.gz. Sending it again changes nothing. Visitor 7 becomes the
anonymous id replay-7. --verify reads every profile back and compares counts, first and last times
with the file.`

const mostDifferences = 20

/** Carries out the command; answers whether everything held. */
async function replay(args: string[]): Promise<boolean> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: 'string', default: 'http://localhost:8787' },
      prefix: { type: 'string', default: 'replay-' },
      key: { type: 'string', default: 'sk_demo' },
      concurrency: { type: 'string', default: '8' },
      verify: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  const [file] = positionals
  const concurrency = Number(values.concurrency)
  const isComplete = file && positionals.length === 1 && Number.isInteger(concurrency)
  if (values.help || !isComplete || concurrency < 1 || concurrency > 64) {
    console.log(usage)
    return values.help
  }
  const edge = { url: values.url.replace(/\/+$/, ''), secretKey: values.key }
  const visitors = await readClicks(file, values.prefix)
  const events = visitors.reduce((sum, { clicks }) => sum + clicks.length, 0)
  console.log(`${file}: ${events} events of ${visitors.length} visitors`)

  const since = performance.now()
  const tally = await withProgress('Sending ', events, (onSent) =>
    sendHistory(visitors, { edge, concurrency, onSent })
  )
  console.log(describe(tally, performance.now() - since))
  if (!values.verify) return refusedOf(tally) === 0

  const differences = await withProgress('Reading ', visitors.length, (advance) =>
    verify(visitors, { edge, concurrency, onRead: () => advance(1) })
  )
  for (const difference of differences.slice(0, mostDifferences)) console.log(difference)
  console.log(
    differences.length === 0
      ? `verified     ${visitors.length} profiles agree with the file exactly`
      : `verified     ${differences.length} figures differ`
  )
  return refusedOf(tally) === 0 && differences.length === 0
}

try {
  process.exitCode = (await replay(process.argv.slice(2))) ? 0 : 1
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : error}`)
  process.exitCode = 1
}
