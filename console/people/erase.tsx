import { useSignal } from '@preact/signals'
import { admin } from '../admin/site.ts'
import { Failure } from '../parts/loaded.tsx'

/** Takes a person away for good; whoever does it writes whom they mean. */
export function Erase({
  id,
  onKeep,
  onErased,
}: {
  id: string
  onKeep: () => void
  onErased: () => void
}) {
  const typed = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const isSure = typed.value.trim() === id
  const erase = async (event: Event) => {
    event.preventDefault()
    if (!isSure) return
    try {
      await admin.erase(id)
      onErased()
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <form class="card risk" aria-label="Erase this person" onSubmit={erase}>
      <h2>Erase this person</h2>
      <p>
        Events, traits, decisions and ids go from everywhere, at once and for good. Nobody can bring
        them back.
      </p>
      <label>
        <span>
          To go on, write <code>{id}</code>
        </span>
        <input
          value={typed.value}
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => {
            typed.value = event.currentTarget.value
          }}
        />
      </label>
      <div class="row">
        <button type="submit" class="danger" disabled={!isSure}>
          Erase for good
        </button>
        <button type="button" onClick={onKeep}>
          Keep
        </button>
      </div>
      {failed.value && <Failure error={failed.value} />}
    </form>
  )
}
