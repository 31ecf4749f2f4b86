import { useSignal } from '@preact/signals'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { Snippet } from './snippet.tsx'

/** Keys of pages and servers; a key itself is shown once. */
export function Keys() {
  const again = useSignal(0)
  const keys = useResource(admin.keys, again)
  const made = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const attempt = async (work: () => Promise<void>) => {
    try {
      await work()
      failed.value = undefined
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  const create = (kind: 'public' | 'secret') =>
    attempt(async () => {
      made.value = (await admin.createKey(kind, `${kind} key from the console`)).key
    })
  const revoke = (id: string) =>
    attempt(async () => {
      await admin.revokeKey(id)
    })
  return (
    <section class="card">
      <div class="row apart">
        <h2>Keys</h2>
        <span class="row tight">
          <button type="button" onClick={() => void create('public')}>
            New public key
          </button>
          <button type="button" onClick={() => void create('secret')}>
            New secret key
          </button>
        </span>
      </div>
      {failed.value && <Failure error={failed.value} />}
      {made.value && (
        <div class="notice good" role="status">
          <p>Your new key. It is shown this once: keep it now.</p>
          <Snippet name="key" text={made.value} />
        </div>
      )}
      <Loaded of={keys}>
        {({ keys: list }) =>
          list.length === 0 ? (
            <p class="quiet">No key was made. On this machine the demo's keys work without one.</p>
          ) : (
            <ul class="lines" aria-label="Keys">
              {list.map(({ id, kind, label, createdAt, revokedAt }) => (
                <li key={id}>
                  <span class="badge">{kind}</span>
                  <span class="grow">
                    {label}{' '}
                    <span class="quiet">
                      · <Time at={createdAt} />
                    </span>
                  </span>
                  {revokedAt ? (
                    <span class="badge bad">revoked</span>
                  ) : (
                    <button type="button" class="danger" onClick={() => void revoke(id)}>
                      Revoke<span class="sr"> {label}</span>
                    </button>
                  )}
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  )
}
