import { createReadStream } from 'node:fs'
import { PassThrough } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { parse } from 'csv-parse'
import { type Click, type Deed, eventNames, type Visitor } from './click.ts'

const columns = ['timestamp', 'visitorid', 'event', 'itemid'] as const

/**
 * Reads a click stream (`.csv` or `.csv.gz`, times in seconds) and gathers it by visitor. The file
 * is kept in memory: some hundred bytes a line. A visitor is called at the edge what the file calls
 * them, behind the prefix: two files of one shop tell of the same people.
 */
export async function readClicks(file: string, prefix: string): Promise<Visitor[]> {
  const unpack = file.endsWith('.gz') ? createGunzip() : new PassThrough()
  const parser = parse({ columns: true, info: true, trim: true, skip_empty_lines: true })
  const gathered = createGathering(prefix)
  await pipeline(createReadStream(file), unpack, parser, gather)
  return gathered.visitors()

  async function gather(lines: AsyncIterable<Line>): Promise<void> {
    for await (const { record, info } of lines) {
      gathered.add(checkLine(record, `${file}, line ${info.lines}`))
    }
  }
}

interface Line {
  record: Record<string, string>
  info: { lines: number }
}

type NamedClick = Omit<Click, 'repeat'> & { visitorid: string }

/** Clicks by visitor, in the order of the file; equal lines are told apart by a running number. */
function createGathering(prefix: string) {
  const visitors = new Map<string, Visitor>()
  const repeats = new Map<string, number>()
  return {
    add({ visitorid, ...click }: NamedClick): void {
      const line = [visitorid, ...Object.values(click)].join('|')
      const repeat = repeats.get(line) ?? 0
      repeats.set(line, repeat + 1)
      const visitor = visitors.get(visitorid) ?? {
        id: visitorid,
        anonymousId: prefix + visitorid,
        clicks: [],
      }
      visitor.clicks.push({ ...click, repeat })
      visitors.set(visitorid, visitor)
    },
    visitors: () => [...visitors.values()],
  }
}

/** The border: behind it a line is known to be whole. */
function checkLine(record: Line['record'], where: string): NamedClick {
  const missing = columns.filter((column) => !record[column])
  if (missing.length > 0) throw new Error(`${where}: no ${missing.join(', ')}.`)
  const { timestamp = '', visitorid = '', event = '', itemid: item = '' } = record
  const at = Number(timestamp) * 1_000
  if (!Number.isSafeInteger(at) || at < 0) {
    throw new Error(`${where}: timestamp "${timestamp}" is not a whole number of seconds.`)
  }
  if (!isDeed(event)) {
    throw new Error(`${where}: event "${event}" is none of ${Object.keys(eventNames).join(', ')}.`)
  }
  return { visitorid, at, deed: event, item }
}

const isDeed = (text: string): text is Deed => Object.hasOwn(eventNames, text)
