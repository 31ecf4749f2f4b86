import { useSignal } from '@preact/signals'
import { type Change, changesBetween } from '../../shared/site/change/changes.ts'
import { admin } from '../admin/site.ts'
import { plain } from '../admin/workspace.ts'
import { Failure } from '../parts/loaded.tsx'
import { ChangeList } from './change-list.tsx'

/** What a version changed against the one before it, compared when somebody asks. */
export function VersionChanges({ version }: { version: number }) {
  const changes = useSignal<Change[] | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const open = async (event: Event) => {
    const { open: isOpen } = event.currentTarget as HTMLDetailsElement
    if (!isOpen || changes.value) return
    try {
      const [before, after] = await Promise.all([
        admin.version(version - 1),
        admin.version(version),
      ])
      changes.value = changesBetween(plain(before.config), plain(after.config))
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <details onToggle={open}>
      <summary class="quiet">
        What it changed<span class="sr"> in version {version}</span>
      </summary>
      <div class="inner" aria-live="polite">
        {failed.value && <Failure error={failed.value} />}
        {changes.value?.length === 0 && <p class="quiet">Nothing.</p>}
        {changes.value && <ChangeList of={changes.value} />}
      </div>
    </details>
  )
}
