import { useSignal } from '@preact/signals'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import { admin } from '../admin/site.ts'
import { Failure } from '../parts/loaded.tsx'
import { link } from '../route.ts'

/** Two profiles that became one, and the way back: each gets what is theirs. */
export function MergeLine({
  id,
  entry: { merge, from, isUndoable },
  onParted,
}: {
  id: string
  entry: Extract<TimelineEntry, { kind: 'merge' }>
  onParted: () => void
}) {
  const isAsking = useSignal(false)
  const failed = useSignal<Error | undefined>(undefined)
  const part = async () => {
    try {
      await admin.unmerge(id, merge)
      onParted()
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <div class="row tight">
      <span class="badge accent">identity</span>
      <span>
        <code>{from}</code> turned out to be the same person, and became part of this one.
      </span>
      {isUndoable && !isAsking.value && (
        <button
          type="button"
          class="plain small"
          onClick={() => {
            isAsking.value = true
          }}
        >
          Take them apart …
        </button>
      )}
      {isAsking.value && (
        <>
          <button type="button" class="danger" onClick={() => void part()}>
            Two people again
          </button>
          <button
            type="button"
            onClick={() => {
              isAsking.value = false
            }}
          >
            Keep as one
          </button>
        </>
      )}
      {failed.value && <Failure error={failed.value} />}
    </div>
  )
}

/** A merge that was undone. */
export function PartingLine({ from }: { from: string }) {
  return (
    <div class="row tight">
      <span class="badge warn">identity</span>
      <span>
        <a class="mono" href={link('people', from)}>
          {from}
        </a>{' '}
        is a person of their own again.
      </span>
    </div>
  )
}
