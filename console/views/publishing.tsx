import { useSignal } from '@preact/signals'
import type { PublishedConfig } from '../../shared/api/admin-api.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** Changes the configuration, shows what was changed before, and takes it back. */
export function PublishingView() {
  const again = useSignal(0)
  const config = useResource(admin.config, again)
  const versions = useResource(admin.versions, again)
  const audit = useResource(admin.audit, again)
  const failed = useSignal<Error | undefined>(undefined)
  const rollback = (version: number) =>
    admin.rollback(version).then(
      () => again.value++,
      (error: Error) => {
        failed.value = error
      }
    )
  return (
    <>
      <header class="head">
        <div>
          <h1>Publishing</h1>
          <p>Checked before it goes out, live within seconds, taken back in one click.</p>
        </div>
      </header>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={config}>
        {(published) => (
          <Editor key={published.version} published={published} done={() => again.value++} />
        )}
      </Loaded>
      <section class="card">
        <h2>Versions</h2>
        <Loaded of={versions}>
          {({ versions: list }) => (
            <div class="scroll">
              <table>
                <tbody>
                  {list.map(({ version, at, by, note }, i) => (
                    <tr key={version}>
                      <td class="number">{version}</td>
                      <td>{note || <span class="quiet">no note</span>}</td>
                      <td>{by}</td>
                      <td>
                        <Time at={at} />
                      </td>
                      <td>
                        {i === 0 ? (
                          <span class="badge good">in force</span>
                        ) : (
                          <button type="button" onClick={() => rollback(version)}>
                            Put back in force
                          </button>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )}
        </Loaded>
      </section>
      <section class="card">
        <h2>Who changed what</h2>
        <Loaded of={audit}>
          {({ entries }) => (
            <ol class="timeline">
              {entries.map(({ n, at, by, did, detail }) => (
                <li key={n}>
                  <Time at={at} />
                  <span>
                    {by} <b>{did}</b> <code class="quiet">{JSON.stringify(detail)}</code>
                  </span>
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      </section>
    </>
  )
}

function Editor({ published, done }: { published: PublishedConfig; done: () => void }) {
  const text = useSignal(JSON.stringify(published.config, null, 2))
  const note = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const publish = async () => {
    try {
      await admin.publish(JSON.parse(text.value), published.version, note.value)
      done()
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>Configuration, version {published.version}</h2>
      {failed.value instanceof SyntaxError ? (
        <p class="notice bad" role="alert">
          Not JSON yet: {failed.value.message}
        </p>
      ) : (
        failed.value && <Failure error={failed.value} />
      )}
      <label>
        Document
        <textarea
          spellcheck={false}
          value={text.value}
          onInput={(event) => (text.value = event.currentTarget.value)}
        />
      </label>
      <div class="search">
        <label>
          What changes, in a few words
          <input value={note.value} onInput={(event) => (note.value = event.currentTarget.value)} />
        </label>
        <button type="button" class="primary" onClick={publish}>
          Check and publish
        </button>
      </div>
    </section>
  )
}
