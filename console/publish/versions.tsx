import { type Signal, useSignal } from '@preact/signals'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { openWorkspace } from '../admin/workspace.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { VersionChanges } from './version-changes.tsx'

/** What was in force, what each version changed, and the way back to it. */
export function Versions({ again }: { again: Signal<number> }) {
  const versions = useResource(admin.versions, again)
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
    <section class="card">
      <h2>Versions</h2>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={versions}>
        {({ versions: list }) => (
          <ol class="lines" aria-label="Versions">
            {list.map(({ version, at, by, note }, i) => (
              <li key={version}>
                <b class="number">{version}</b>
                <div class="grow">
                  {note || <span class="quiet">no note</span>}{' '}
                  <span class="quiet">
                    · {by} · <Time at={at} />
                  </span>
                  {version > 1 && <VersionChanges version={version} />}
                </div>
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
  )
}
