import type { Job } from '../journey/outbox.ts'
import type { ProfileRecord } from './record.ts'
import type { ProfileStorage } from './storage.ts'

/**
 * Everything that is kept of a person, one JSON object a line: the profile, where it stands in
 * journeys, messages on their way, what was merged into it and taken out again, each event and each receipt. Pulled line by line: a long life needs no more memory than a short one.
 */
export function exportLines(
  record: ProfileRecord,
  storage: ProfileStorage,
  jobs: readonly Job[]
): ReadableStream {
  const lines = linesOf(record, storage, jobs)
  const encoder = new TextEncoder()
  return new ReadableStream({
    type: 'bytes',
    pull(controller) {
      const { done, value } = lines.next()
      if (done) controller.close()
      else controller.enqueue(encoder.encode(`${JSON.stringify(value)}\n`))
    },
  })
}

function* linesOf(
  { profile, journeys, partings = [] }: ProfileRecord,
  storage: ProfileStorage,
  jobs: readonly Job[]
): Generator<object, undefined> {
  yield { profile }
  if (journeys) yield { journeys: journeys.state }
  for (const { message } of jobs) yield { message }
  for (const merge of storage.merges()) yield { merge }
  for (const unmerge of partings) yield { unmerge }
  yield* storage.entries()
}
