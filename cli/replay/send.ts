import { z } from 'zod'
import { verdicts } from '../../shared/api/page-api.ts'
import { type Batch, batchesOf } from './batches.ts'
import type { Visitor } from './click.ts'
import { concurrently } from './concurrently.ts'
import { ask, type Edge } from './edge.ts'
import { emptyTally, type Tally } from './tally.ts'

const answerSchema = z.object({
  verdicts: z.array(z.tuple([z.string(), z.enum(verdicts)], z.string())),
})

interface SendOptions {
  edge: Edge
  concurrency: number
  /** Told of every request's events as they are answered. */
  onSent(events: number): void
}

/** Sends every visitor's clicks as history and counts what the edge says of each. */
export async function sendHistory(
  visitors: Visitor[],
  { edge, concurrency, onSent }: SendOptions
): Promise<Tally> {
  const tally = emptyTally()
  await concurrently(batchesOf(visitors), concurrency, async (batch) => {
    await sendBatch(edge, batch, tally)
    onSent(batch.calls.length)
  })
  return tally
}

async function sendBatch(edge: Edge, { visitor, calls }: Batch, tally: Tally): Promise<void> {
  const since = performance.now()
  // No `sentAt`: beside it, a `timestamp` would be read by this machine's clock and corrected.
  const answer = await ask(edge, '/v1/batch', { batch: calls })
  const text = await answer.text()
  tally.latenciesMs.push(performance.now() - since)
  if (!answer.ok) {
    throw new Error(
      `The batch of visitor ${visitor} was refused with ${answer.status}: ${text.slice(0, 300)}`
    )
  }
  const { verdicts: given } = answerSchema.parse(JSON.parse(text))
  // An event without a verdict was not taken: it is missing from the sum, so say which.
  const answered = new Set(given.map(([id]) => id))
  const forgotten = calls.filter(({ messageId }) => !answered.has(messageId))
  if (forgotten.length > 0) {
    throw new Error(`${forgotten.length} events of visitor ${visitor} got no verdict.`)
  }
  for (const [, verdict, code] of given) count(tally, verdict, code)
}

function count(tally: Tally, verdict: (typeof verdicts)[number], code?: string): void {
  if (verdict === 'ok') tally.accepted++
  else if (verdict === 'dup') tally.duplicate++
  else {
    const reason = code ?? verdict
    tally.refused.set(reason, (tally.refused.get(reason) ?? 0) + 1)
  }
}
