import { useSignal } from '@preact/signals'
import { go } from '../route.ts'

const kinds = [
  ['anonymous_id', 'Device id (anonymous_id)'],
  ['user_id', 'User id'],
  ['email', 'E-mail'],
  ['profile', 'Profile id'],
] as const

/** Goes straight to whoever has an id, of any kind: devices stand in no directory. */
export function FindById() {
  const kind = useSignal<string>(kinds[0][0])
  const id = useSignal('')
  const open = () => {
    const value = id.value.trim()
    if (value) go('people', kind.value === 'profile' ? value : `${kind.value}:${value}`)
  }
  return (
    <details>
      <summary class="quiet">By a whole id</summary>
      <div class="row bottom inner">
        <label>
          Kind of id
          <select
            class="slim"
            value={kind.value}
            onChange={(event) => {
              kind.value = event.currentTarget.value
            }}
          >
            {kinds.map(([value, words]) => (
              <option key={value} value={value}>
                {words}
              </option>
            ))}
          </select>
        </label>
        <label class="grow">
          Id
          <input
            value={id.value}
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              id.value = event.currentTarget.value
            }}
            onKeyDown={(event) => {
              if (event.key !== 'Enter') return
              event.preventDefault()
              open()
            }}
          />
        </label>
        <button type="button" onClick={open}>
          Open
        </button>
      </div>
    </details>
  )
}
