import { useSignal } from '@preact/signals'
import { changes, discard, type Workspace } from '../admin/workspace.ts'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { AuditLog } from './audit-log.tsx'
import { ChangeList } from './change-list.tsx'
import { CheckPanel } from './check-panel.tsx'
import { PublishForm } from './publish-form.tsx'
import { Versions } from './versions.tsx'

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
      <Versions again={again} />
      <AuditLog again={again} />
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
