import type { DecisionsRequest } from '../../shared/api/page-api.ts'
import type { Context } from '../collect/context.ts'
import type { Device } from '../store/device.ts'
import type { Entry } from '../store/outbox.ts'
import { ageOf, span } from '../store/row.ts'

const timeoutMs = 10_000

/** Slots that wait for a decision, each with the moment (monotonic) after which its answer is late. */
export type Wanted = Map<string, number>

/** What each request says about its sender, on its way into JSON. */
export type Asking = {
  [Part in Exclude<keyof DecisionsRequest, 'context' | 'key'>]?: DecisionsRequest[Part] | undefined
} & { key: string; context: Context; preview?: string | undefined }

/** Adds a batch around the rows' own JSON, which is never parsed again. */
export const withEvents = (asking: Asking, device: Device, sent: readonly Entry[]): string => {
  let { stream, dropped, seq } = device
  const events = sent.map(({ row, key }) => {
    // Not stored yet: its position will be the next one.
    const position = key ? key % span : ++seq
    return `${row.json.slice(0, -1)},"age":${ageOf(row)},"seq":${position}}`
  })
  const head = JSON.stringify({ ...asking, stream, dropped, sentAt: new Date() })
  return `${head.slice(0, -1)},"events":[${events}]}`
}

/** Posts JSON to the edge, as text so that no preflight is needed. A redirect is nobody's answer. */
export const post = (url: string, body: string, keepalive = false): Promise<Response> =>
  fetch(url, {
    method: 'POST',
    redirect: 'error',
    body,
    keepalive,
    signal: AbortSignal.timeout?.(timeoutMs) ?? null,
  })
