import type { ProfileRecord } from './record.ts'
import type { ProfileStorage } from './storage.ts'

/**
 * Everything that is kept of a person, one JSON object a line: the profile, what was merged into it,
 * each event and each receipt. Pulled line by line: a long life needs no more memory than a short one.
 */
export function exportLines(record: ProfileRecord, storage: ProfileStorage): ReadableStream {
  const lines = linesOf(record, storage)
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
  { profile }: ProfileRecord,
  storage: ProfileStorage
): Generator<object, undefined> {
  yield { profile }
  for (const merge of storage.merges()) yield { merge }
  yield* storage.entries()
}
