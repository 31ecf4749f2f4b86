import { type Signal, useSignal } from '@preact/signals'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { changes, discard, openWorkspace, type Workspace } from '../admin/workspace.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { ChangeList } from './change-list.tsx'
import { CheckPanel } from './check-panel.tsx'
import { PublishForm } from './publish-form.tsx'

/** Changes the configuration, shows what was changed before, and takes it back. */
export function PublishingView() {
  const again = useSignal(0)
  return (
    <>
      <header class="head">
        <div>
          <h1>Publishing</h1>
          <p>Checked before it goes out, live within seconds, taken back in one click.</p>
        </div>
      </header>
      <WithWorkspace>
        {(work) => <DraftSection work={work} done={() => again.value++} />}
      </WithWorkspace>
      <History again={again} />
    </>
  )
}

function DraftSection({ work, done }: { work: Workspace; done: () => void }) {
  const count = changes.value.length
  const isAsking = useSignal(false)
  return (
    <div class="editor">
      <section class="card">
        <div class="row apart">
          <h2>
            {count === 0 ? 'No changes' : `${count} change${count === 1 ? '' : 's'}`}{' '}
            {work.base.version > 0
              ? `against version ${work.base.version}`
              : 'for the first version'}
          </h2>
          {count > 0 &&
            (isAsking.value ? (
              <span class="row tight">
                <button type="button" class="danger" onClick={() => void discard()}>
                  Discard for good
                </button>
                <button
                  type="button"
                  onClick={() => {
                    isAsking.value = false
                  }}
                >
                  Keep
                </button>
              </span>
            ) : (
              <button
                type="button"
                class="plain"
                onClick={() => {
                  isAsking.value = true
                }}
              >
                Discard draft …
              </button>
            ))}
        </div>
        {count === 0 ? (
          <p class="quiet">
            What you change in actions and segments gathers here until you publish it.
          </p>
        ) : (
          <ChangeList of={changes.value} />
        )}
      </section>
      <aside class="stack beside" aria-label="Before it goes out">
        {count > 0 && <PublishForm work={work} done={done} />}
        <CheckPanel config={work.config} />
      </aside>
    </div>
  )
}

function History({ again }: { again: Signal<number> }) {
  const versions = useResource(admin.versions, again)
  const audit = useResource(admin.audit, again)
  const failed = useSignal<Error | undefined>(undefined)
  const rollback = async (version: number) => {
    try {
      await admin.rollback(version)
      await openWorkspace()
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <>
      {failed.value && <Failure error={failed.value} />}
      <section class="card">
        <h2>Versions</h2>
        <Loaded of={versions}>
          {({ versions: list }) => (
            <ol class="lines" aria-label="Versions">
              {list.map(({ version, at, by, note }, i) => (
                <li key={version}>
                  <b class="number">{version}</b>
                  <span class="grow">
                    {note || <span class="quiet">no note</span>}{' '}
                    <span class="quiet">
                      · {by} · <Time at={at} />
                    </span>
                  </span>
                  {i === 0 ? (
                    <span class="badge good">in force</span>
                  ) : (
                    <button type="button" onClick={() => void rollback(version)}>
                      Put back in force<span class="sr"> version {version}</span>
                    </button>
                  )}
                </li>
              ))}
            </ol>
          )}
        </Loaded>
      </section>
      <section class="card">
        <h2>Who changed what</h2>
        <Loaded of={audit}>
          {({ entries }) => (
            <ol class="timeline">
              {entries.slice(0, 50).map(({ n, at, by, did, detail }) => (
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
