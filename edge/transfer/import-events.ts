import type { TransferFormat, TransferKind } from '../../shared/api/transfer-api.ts'
import type { Problem } from '../../shared/condition/condition.ts'
import type { Event } from '../../shared/event/event.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { normalizeEvent } from '../../shared/event/normalize.ts'
import { parseSegmentItem } from '../../shared/event/segment.ts'
import { isRefusal, type Refusal } from '../http/problem.ts'
import { deliverEvents, type Taking } from '../intake/deliver-events.ts'
import { callOfRow } from './row.ts'
import type { Line, Tally } from './tally.ts'

/** What of which kind comes in. */
export interface Importing extends Taking {
  kind: TransferKind
  format: TransferFormat
}

/** Takes in events; and people in spreadsheets, who are calls of `identify`. */
export async function importEvents(
  lines: readonly Line[],
  importing: Importing,
  tally: Tally
): Promise<Refusal | undefined> {
  const lineOf = new Map<string, number>()
  const events: Event[] = []
  for (const { line, record } of lines) {
    const read = readEvent(record, importing)
    if ('problem' in read) tally.refuse(line, read.problem)
    else if (lineOf.has(read.event.id)) tally.report.known += 1
    else {
      lineOf.set(read.event.id, line)
      events.push(read.event)
    }
  }
  const verdicts = await deliverEvents(importing, events)
  if (isRefusal(verdicts)) return verdicts
  for (const [id, verdict, code = verdict] of verdicts) {
    if (verdict === 'ok') tally.report.added += 1
    else if (verdict === 'dup') tally.report.known += 1
    else
      tally.refuse(lineOf.get(id) ?? 0, {
        code,
        path: 'messageId',
        message: 'It was not taken in.',
      })
  }
  return undefined
}

function readEvent(
  record: JsonObject | undefined,
  { kind, format, now, live }: Importing
): { event: Event } | { problem: Problem } {
  const parsed = parseSegmentItem(format === 'csv' && record ? callOfRow(record, kind) : record)
  if ('problem' in parsed) return parsed
  const read = normalizeEvent(parsed.incoming, {
    ...{ receivedAt: now, origin: 'server' },
    declared: live.rules.fold.declaredRed,
  })
  if ('problem' in read || Object.keys(read.event.ids).length > 0) return read
  const message = 'Name the person: by userId, anonymousId or an external id.'
  return { problem: { code: 'identity_missing', path: 'userId', message } }
}
