import { useSignal } from '@preact/signals'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit } from '../admin/workspace.ts'
import { go } from '../route.ts'
import { type Collection, entryOf, isName, withRenamed } from './entries.ts'

/** What is new may still be called something else; what was published has a history under its name. */
export function Rename({
  collection,
  id,
  config,
}: {
  collection: Collection
  id: string
  config: SiteConfig
}) {
  const name = useSignal(id)
  const isTaken = name.value !== id && entryOf(config, collection, name.value) !== undefined
  const canBe = isName(name.value) && !isTaken
  const rename = (event: Event) => {
    event.preventDefault()
    if (!canBe || name.value === id) return
    edit((now) => withRenamed(now, collection, { id, name: name.value }))
    go(collection, name.value)
  }
  return (
    <form class="card" onSubmit={rename}>
      <h2>Name</h2>
      <div class="search">
        <label>
          Name in reports and receipts
          <input
            value={name.value}
            spellcheck={false}
            autocomplete="off"
            aria-invalid={!canBe}
            onInput={(event) => {
              name.value = event.currentTarget.value
            }}
          />
        </label>
        <button type="submit" disabled={!canBe || name.value === id}>
          Rename
        </button>
      </div>
      {isTaken && <p class="fault">This name is taken.</p>}
      {!isName(name.value) && <p class="fault">Letters, digits, - and _; a letter first.</p>}
    </form>
  )
}
