import { extname } from 'node:path'
import {
  type TransferFormat,
  type TransferKind,
  transferKinds,
} from '../../shared/api/transfer-api.ts'
import { Failure } from '../failure.ts'

/** A file of data in bulk: `people.ndjson`, `orders.csv.gz`. */
export interface BulkFile {
  path: string
  format: TransferFormat
  isPacked: boolean
}

/** Reads from a name how a file is written. */
export function bulkFile(path: string): BulkFile {
  const isPacked = path.endsWith('.gz')
  const extension = extname(isPacked ? path.slice(0, -'.gz'.length) : path)
  if (extension === '.csv') return { path, format: 'csv', isPacked }
  if (extension === '.ndjson' || extension === '.jsonl') return { path, format: 'ndjson', isPacked }
  throw new Failure('unknown_format', `${path} has no known ending.`, [
    'Name it *.ndjson (one JSON object a line) or *.csv, and *.gz behind it when it is packed.',
  ])
}

/** What is carried, as it was said on the command line. */
export function transferKind(text: string): TransferKind {
  const kind = transferKinds.find((one) => one === text)
  if (kind !== undefined) return kind
  throw new Failure('unknown_kind', `${text} is none of ${transferKinds.join(', ')}.`)
}
