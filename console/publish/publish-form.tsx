import { useSignal } from '@preact/signals'
import type { Rebased } from '../../shared/site/change/rebase.ts'
import { can } from '../access/session.ts'
import { Refused } from '../admin/request.ts'
import { catchUp, propose, publish, type Workspace } from '../admin/workspace.ts'
import { Failure } from '../parts/loaded.tsx'
import { go } from '../route.ts'
import { ChangeList } from './change-list.tsx'

/** Puts the draft in force, with a word on why; over a newer version only when its owner has seen it. */
export function PublishForm({ work, done }: { work: Workspace; done: () => void }) {
  const note = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const rebased = useSignal<Rebased | undefined>(undefined)
  const isBusy = useSignal(false)
  // Where the site asks for another person's yes, and for those who may not publish at all.
  const needsAnother =
    work.published.config.publishing?.approval === 'another' || !can('put /config')
  const submit = async (event: Event) => {
    event.preventDefault()
    isBusy.value = true
    failed.value = undefined
    try {
      if (needsAnother) await propose(note.value)
      else await publish(note.value)
      if (needsAnother) go('proposals')
      rebased.value = undefined
      note.value = ''
      done()
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
    isBusy.value = false
  }
  const isBehind = isConflict(failed.value) || work.published.version !== work.base.version
  const bringOver = async () => {
    try {
      rebased.value = await catchUp()
      failed.value = undefined
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <form class="card" onSubmit={submit}>
      <h2>Publish</h2>
      <label>
        What changes, in a few words
        <input
          value={note.value}
          maxLength={1_024}
          onInput={(event) => {
            note.value = event.currentTarget.value
          }}
        />
      </label>
      <button type="submit" class="primary" disabled={isBusy.value || isBehind}>
        {needsAnother ? 'Check and propose' : 'Check and publish'}
      </button>
      {isBehind ? (
        <div class="notice" role="alert">
          <p>
            <b>A newer version is in force.</b> Your draft began with version {work.base.version}.
            Nothing is lost: bring your changes onto the newer version, look at them, and publish.
          </p>
          <button type="button" onClick={() => void bringOver()}>
            Bring my changes over
          </button>
        </div>
      ) : (
        failed.value && <Failure error={failed.value} />
      )}
      {rebased.value && (
        <div class="notice good" role="status">
          {rebased.value.clashes.length === 0 ? (
            <p>
              Your changes now start from version {work.base.version}. Nobody else touched the same.
            </p>
          ) : (
            <>
              <p>
                Your changes now start from version {work.base.version}. Here you and the newer
                version say different things; yours stands. Theirs was:
              </p>
              <ChangeList of={rebased.value.clashes.map(({ theirs }) => theirs)} />
            </>
          )}
        </div>
      )}
    </form>
  )
}

function isConflict(error: Error | undefined): boolean {
  return error instanceof Refused && error.code === 'version_conflict'
}
