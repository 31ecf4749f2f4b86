import { parseArgs } from 'node:util'
import { readClicks } from '../cli/replay/read-clicks.ts'
import { replayCarts } from '../test/kit/carts.ts'

/*
 * The abandoned-cart programme on a whole click stream, at the stream's own times:
 * `node bench/carts.ts FILE.csv.gz` (columns timestamp in seconds, visitorid, event, itemid). Fails when a
 * visitor's reminders are not exactly those that the lines ask for.
 */

const { positionals } = parseArgs({ allowPositionals: true })
const [file] = positionals
if (file === undefined) throw new Error('Say which click stream: node bench/carts.ts FILE.csv.gz')

const visitors = await readClicks(file, '')
const before = performance.now()
const { events, reminders, wrong } = replayCarts(visitors)
const seconds = ((performance.now() - before) / 1_000).toFixed(1)
console.log(`${events} events of ${visitors.length} visitors, months in ${seconds} s`)
console.log(`${reminders} reminders; ${wrong.length} visitors differ from the file`)
if (wrong.length > 0) process.exitCode = 1
