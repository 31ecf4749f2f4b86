import { signal } from '@preact/signals'
import { edit } from '../admin/workspace.ts'
import { type Collection, type EntryOf, withEntry } from './entries.ts'

/** What was taken out last: a way back is kinder than a question before. */
const removed = signal<{ collection: Collection; id: string; back: () => void } | undefined>(
  undefined
)

/** Takes an entry out of the draft, with a way back. */
export function remove<C extends Collection>(collection: C, id: string, entry: EntryOf<C>): void {
  edit((config) => withEntry(config, collection, { id, entry: undefined }))
  const back = () => edit((config) => withEntry(config, collection, { id, entry }))
  removed.value = { collection, id, back }
}

/** Says what was removed, and brings it back. */
export function UndoNotice({ collection }: { collection: Collection }) {
  const last = removed.value
  if (last?.collection !== collection) return null
  return (
    <div class="notice row apart" role="status">
      <span>
        <b>{last.id}</b> is out of the draft. What is live changes when you publish.
      </span>
      <button
        type="button"
        onClick={() => {
          last.back()
          removed.value = undefined
        }}
      >
        Undo
      </button>
    </div>
  )
}
