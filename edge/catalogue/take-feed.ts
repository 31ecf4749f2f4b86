import type { FeedReport } from '../../shared/api/catalogue-api.ts'
import type { CatalogueDeclaration } from '../../shared/catalogue/declaration.ts'
import type { Item } from '../../shared/catalogue/item.ts'
import { catalogueLimits } from '../../shared/catalogue/limits.ts'
import { readItem } from '../../shared/catalogue/read-item.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import type { Env } from '../env.ts'
import { type Refusal, refuse } from '../http/problem.ts'
import { bodyStream } from '../records/body-stream.ts'
import { csvRecords } from '../records/csv.ts'
import { RecordsFault } from '../records/fault.ts'
import { merchantRecords } from '../records/merchant-xml.ts'
import { ndjsonRecords } from '../records/ndjson.ts'
import { catalogueObject } from './address.ts'

/** How a feed may be written. */
const formats = { csv: csvRecords, ndjson: ndjsonRecords, xml: merchantRecords } as const

/** How a feed is written. */
export type FeedFormat = keyof typeof formats

/** A feed as it arrives. */
export interface IncomingFeed {
  env: Env
  site: string
  now: number
  request: Request
  format: FeedFormat
  declaration: CatalogueDeclaration
  mayShrink: boolean
}

/** The format by name, or by the content type of a file. */
export function feedFormat(
  name: string | null,
  contentType: string | null
): FeedFormat | undefined {
  const said = name ?? contentType ?? ''
  if (/ndjson|jsonl|json-seq/i.test(said)) return 'ndjson'
  if (/xml|rss/i.test(said)) return 'xml'
  return /csv|tsv|tab-separated/i.test(said) ? 'csv' : undefined
}

/** Takes in a feed as it streams by. Nothing of it counts before all of it has been read. */
export async function takeFeed(feed: IncomingFeed): Promise<FeedReport | Refusal> {
  const { env, site, now, request, format, mayShrink } = feed
  const catalogue = catalogueObject(env, site)
  const name = crypto.randomUUID()
  const report: Pick<FeedReport, 'refused' | 'problems'> = { refused: 0, problems: [] }
  await catalogue.beginFeed(name)
  try {
    for await (const items of itemsOf(formats[format], feed, report)) {
      const taken = await catalogue.feed(name, items)
      if (taken === 'lost') return lost()
      if (taken === 'full')
        throw new RecordsFault(`The limit is ${catalogueLimits.items} items.`, true)
    }
  } catch (error) {
    if (!(error instanceof RecordsFault)) throw error
    const code = error.isTooLarge ? 'body_too_large' : 'invalid_request'
    return refuse(code, `${error.message} Nothing was changed.`)
  } finally {
    // Whoever sends must not be left with a connection that nobody reads.
    if (!request.bodyUsed) await request.body?.cancel()
  }
  const ended = await catalogue.endFeed(name, { mayShrink, now })
  if (ended === 'lost') return lost()
  if (ended === 'shrinks') {
    const detail =
      'It holds less than half of what is offered now. If that is meant: `?allow=shrink`.'
    return refuse('feed_shrinks', detail)
  }
  return { ...ended, ...report }
}

/** Items in portions; records that are none are told in the report. */
async function* itemsOf(
  read: (stream: ReadableStream<Uint8Array>) => AsyncIterable<JsonObject | undefined>,
  { request, declaration, now }: IncomingFeed,
  report: Pick<FeedReport, 'refused' | 'problems'>
): AsyncGenerator<Item[]> {
  let portion: Item[] = []
  let record = 0
  for await (const fields of read(bodyStream(request, catalogueLimits.feedBytes))) {
    record += 1
    const result = fields ? readItem(fields, { declaration, now }) : noObject
    if ('item' in result) portion.push(result.item)
    else {
      report.refused += 1
      const isTold = report.problems.length < catalogueLimits.problems
      if (isTold) report.problems.push({ ...result.problem, record })
    }
    if (portion.length < catalogueLimits.batch) continue
    yield portion
    portion = []
  }
  if (portion.length > 0) yield portion
}

const noObject = {
  problem: { code: 'malformed_json', path: '', message: 'Write one JSON object a line.' },
}

function lost(): Refusal {
  const detail =
    'The feed was interrupted, or another one has begun. Nothing was changed: send it again.'
  return refuse('unavailable', detail, { retryAfterSeconds: 5 })
}
