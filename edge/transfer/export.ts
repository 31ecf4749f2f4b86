import type { TransferFormat, TransferKind } from '../../shared/api/transfer-api.ts'
import type { Env } from '../env.ts'
import { askProfile } from '../profile/find.ts'
import { linesOf } from '../records/lines.ts'
import { callsOf, eventColumns } from './calls.ts'
import { type CarriedLine, readCarried } from './carried-line.ts'
import { csvLine } from './csv-line.ts'
import { personColumns, personRow } from './person-row.ts'

/** What of whom is exported. */
export interface Exporting {
  env: Env
  site: string
  kind: TransferKind
  format: TransferFormat
  people: readonly string[]
}

/** People after each other, each as they are when their turn comes; who has gone is left out. */
export async function* exportLines(exporting: Exporting): AsyncGenerator<string> {
  const { env, site, kind, format, people } = exporting
  if (format === 'csv') yield csvLine(kind === 'events' ? eventColumns : personColumns)
  for (const ref of people) {
    const stream = await askProfile(env, { site, ref }, (profile) => profile.carryOut())
    if (!stream) continue
    for await (const line of linesOf(stream)) yield* written(line, kind, format)
  }
}

function* written(line: string, kind: TransferKind, format: TransferFormat): Generator<string> {
  if (kind === 'profiles' && format === 'ndjson') {
    yield line
    return
  }
  const carried: CarriedLine = readCarried(line)
  if (kind === 'profiles') {
    if (carried.part === 'state') yield personRow(carried.data)
    return
  }
  if (carried.part === 'log') yield* callsOf(carried.data.lines, format)
}
