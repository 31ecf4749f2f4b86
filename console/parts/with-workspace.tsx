import type { ComponentChildren } from 'preact'
import { useEffect } from 'preact/hooks'
import {
  openWorkspace,
  save,
  saving,
  settle,
  type Workspace,
  workspace,
} from '../admin/workspace.ts'
import { ChangeList } from '../publish/change-list.tsx'
import { Failure, Loaded } from './loaded.tsx'

/** Gives a view the draft, and keeps telling how safe it is. */
export function WithWorkspace({ children }: { children: (work: Workspace) => ComponentChildren }) {
  useEffect(() => void openWorkspace(), [])
  return (
    <>
      <SavingNotice />
      <Loaded of={workspace}>{children}</Loaded>
    </>
  )
}

function SavingNotice() {
  const now = saving.value
  if (now.state === 'failed') {
    return (
      <>
        <Failure error={now.error} />
        <div class="row">
          <button type="button" onClick={() => void save()}>
            Save again
          </button>
        </div>
      </>
    )
  }
  if (now.state !== 'clash') return null
  return (
    <section class="card notice" role="alert">
      <p>
        <b>Somebody else has changed the same.</b> Yours and theirs are both here; which shall it
        be? Everything that only one of you has changed is kept either way.
      </p>
      <ChangeList of={now.rebased.clashes.map(({ theirs }) => theirs)} />
      <div class="row">
        <button type="button" class="primary" onClick={() => void settle('mine')}>
          Mine
        </button>
        <button type="button" onClick={() => void settle('theirs')}>
          Theirs
        </button>
      </div>
    </section>
  )
}
