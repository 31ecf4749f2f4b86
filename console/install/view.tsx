import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useResource } from '../admin/resource.ts'
import { admin, site } from '../admin/site.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** What to paste, and whether it works. */
export function InstallView() {
  const edge = new URL('..', document.baseURI).href
  return (
    <>
      <header class="head">
        <div>
          <h1>Install</h1>
          <p>
            One tag on every page. Mark a place with data-attune-slot; what is in it stays if
            anything fails.
          </p>
        </div>
      </header>
      <FirstEvent />
      <section class="card">
        <h2>The tag</h2>
        <Snippet
          name="tag"
          text={`<script async src="${edge}attune.js" data-key="pk_${site.value}"></script>`}
        />
        <h2>A slot</h2>
        <Snippet
          name="slot"
          text={`<section data-attune-slot="home-hero">… default content …</section>`}
        />
      </section>
      <Keys />
    </>
  )
}

const pollMs = 2_000

/** Watches until the site is heard of. */
function FirstEvent() {
  const again = useSignal(0)
  const now = useResource(admin.now, again)
  useEffect(() => {
    const timer = setInterval(() => again.value++, pollMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <Loaded of={now}>
      {({ minutes }) => {
        const heard = minutes.findLast(({ counters }) =>
          Object.keys(counters).some((name) => name.startsWith('event:'))
        )
        return (
          <p class={`notice ${heard ? 'good' : ''}`} role="status">
            {heard ? (
              <>
                <b>It works.</b> The latest event came <Time at={heard.minute} />.
              </>
            ) : (
              <>
                <b>Waiting for your first event.</b> Open a page that has the tag; this line will
                change by itself.
              </>
            )}
          </p>
        )
      }}
    </Loaded>
  )
}

function Snippet({ name, text }: { name: string; text: string }) {
  const isCopied = useSignal(false)
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    isCopied.value = true
  }
  return (
    <div class="snippet">
      <pre>{text}</pre>
      <button type="button" onClick={() => void copy()}>
        {isCopied.value ? 'Copied' : 'Copy'}
        <span class="sr"> the {name}</span>
      </button>
    </div>
  )
}

function Keys() {
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
