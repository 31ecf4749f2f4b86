import { useSignal } from '@preact/signals'
import { data } from '../admin/data.ts'
import { useResource } from '../admin/resource.ts'
import { Check } from '../parts/field.tsx'
import { Failure, Loaded } from '../parts/loaded.tsx'

/** Where a service sends its webhooks, and the secret by which it is known. */
export function Secret({ id }: { id: string }) {
  const again = useSignal(0)
  const secret = useSignal('')
  const keeps = useSignal(false)
  const failed = useSignal<Error | undefined>(undefined)
  const sources = useResource(data.sources, again)
  const save = async (event: Event) => {
    event.preventDefault()
    try {
      await data.setSecret(id, secret.value, keeps.value)
      secret.value = ''
      failed.value = undefined
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>Where it calls, and its secret</h2>
      <Loaded of={sources}>
        {({ sources: all }) => {
          const source = all.find(({ name }) => name === id)
          if (!source) return <p class="quiet">Publish it first; then it has an address.</p>
          return (
            <form class="stack" onSubmit={save}>
              <pre>{new URL(`..${source.path}?key=pk_…`, document.baseURI).href}</pre>
              <p class="quiet">
                {source.secrets === 0
                  ? 'It has no secret yet: everything it sends is refused.'
                  : source.secrets === 1
                    ? 'It has a secret.'
                    : 'Two secrets are good while one is being replaced.'}
              </p>
              <label>
                {source.secrets === 0 ? 'Secret' : 'New secret'}
                <input
                  type="password"
                  autocomplete="off"
                  minLength={8}
                  required
                  value={secret.value}
                  onInput={(event) => {
                    secret.value = event.currentTarget.value
                  }}
                />
              </label>
              {source.secrets > 0 && (
                <Check
                  label="The one before stays good, too"
                  checked={keeps.value}
                  onChange={(isKept) => {
                    keeps.value = isKept
                  }}
                />
              )}
              <button type="submit">Keep the secret</button>
              {failed.value && <Failure error={failed.value} />}
            </form>
          )
        }}
      </Loaded>
    </section>
  )
}
