import {
  cursorHeader,
  exportPage,
  type ImportReport,
  type TransferFormat,
  type TransferKind,
  totalHeader,
  transferFormats,
  transferKinds,
} from '../../shared/api/transfer-api.ts'
import { countPeople, list } from '../directory/directory.ts'
import { personal } from '../http/answer.ts'
import { isRefusal, type Refusal, refuse } from '../http/problem.ts'
import { bodyStream } from '../records/body-stream.ts'
import { RecordsFault } from '../records/fault.ts'
import { exportLines } from '../transfer/export.ts'
import { importLines } from '../transfer/import.ts'
import { keyRoute } from './key-route.ts'
import type { Asked } from './route.ts'
import { serverRoute } from './server-route.ts'

/** Bytes of one request of an import: all of its lines are in memory at once. */
const maxImportBytes = 16_777_216

const types: Record<TransferFormat, string> = { ndjson: 'application/x-ndjson', csv: 'text/csv' }

/** `GET /v1/export/{kind}`: a page of people or of what happened to them. */
export const exportRoute = keyRoute({
  method: 'get',
  path: '/v1/export/:kind',
  summary: 'A page of `profiles` or `events`; the header `attune-cursor` leads to the next one.',
  query: {
    format: 'ndjson (default): everything; csv: for spreadsheets',
    cursor: 'the `attune-cursor` of the page before',
    limit: 'people in a page, at most 1000; 200 without',
  },
  problems: ['not_found', 'invalid_request'],
  server: {
    async handle(asked, { id: site }) {
      const { env, url } = asked
      const carried = readCarriage(asked)
      if ('refusal' in carried) return carried
      const cursor = url.searchParams.get('cursor') ?? undefined
      const limit = Number(url.searchParams.get('limit') ?? exportPage.standard)
      if (!Number.isInteger(limit) || limit < 1 || limit > exportPage.max) {
        const detail = `Ask for 1 to ${exportPage.max} people at once.`
        return refuse('invalid_request', detail, { path: 'limit' })
      }
      const [page, total] = await Promise.all([
        list(env, site, { cursor, limit }),
        countPeople(env, site),
      ])
      if (!page)
        return refuse('invalid_request', 'The cursor is not one of ours.', { path: 'cursor' })
      const people = page.people.map(({ profile }) => profile)
      const body = streamOf(exportLines({ env, site, people, ...carried }))
      const headers = new Headers({
        'content-type': types[carried.format],
        'cache-control': 'private, no-store',
        [totalHeader]: String(total),
      })
      if (page.cursor !== undefined) headers.set(cursorHeader, page.cursor)
      return new Response(body, { headers })
    },
  },
})

/** `POST /v1/import/{kind}`: lines of an export, or of a file of one's own. */
export const importRoute = serverRoute({
  method: 'post',
  path: '/v1/import/:kind',
  summary: 'Takes in up to 1,000 lines of `profiles` or `events`; again, they change nothing.',
  query: { format: 'ndjson (default) or csv' },
  streams: ['application/x-ndjson', 'text/csv'],
  problems: ['not_found', 'invalid_request', 'body_too_large', 'quota_exceeded'],
  async handle(asked, { id: site, site: live }) {
    const carried = readCarriage(asked)
    if ('refusal' in carried) return carried
    try {
      const stream = bodyStream(asked.request, maxImportBytes)
      const report = await importLines(stream, { ...asked, site, live, ...carried })
      return isRefusal(report) ? report : personal(report satisfies ImportReport)
    } catch (error) {
      if (!(error instanceof RecordsFault)) throw error
      return refuse(error.isTooLarge ? 'body_too_large' : 'invalid_request', error.message)
    }
  },
})

function readCarriage({
  params,
  url,
  request,
}: Asked): { kind: TransferKind; format: TransferFormat } | Refusal {
  const kind = transferKinds.find((one) => one === params.kind)
  if (!kind) return refuse('not_found', `There are ${transferKinds.join(' and ')}.`)
  const said = url.searchParams.get('format') ?? request.headers.get('content-type') ?? 'ndjson'
  const format = transferFormats.find((one) => said.includes(one))
  if (format) return { kind, format }
  return refuse('invalid_request', 'Say `?format=ndjson` or `csv`.', { path: 'format' })
}

/** Line by line, as fast as it is read. */
function streamOf(lines: AsyncGenerator<string>): ReadableStream {
  const encoder = new TextEncoder()
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${value}\n`))
    },
    async cancel() {
      await lines.return(undefined)
    },
  })
}
