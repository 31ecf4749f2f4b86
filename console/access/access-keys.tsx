import { useSignal } from '@preact/signals'
import type { AccessKey } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { useResource } from '../admin/resource.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { access } from './access-admin.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { clearEntries, EntryField, entriesOf } from './entry-field.tsx'
import { RoleField } from './role-field.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useAttempt } from './use-attempt.ts'

/** Keys with which programs act: the command line, a pipeline. */
export function AccessKeys() {
  const again = useSignal(0)
  const keys = useResource(access.keys, again)
  const role = useSignal<Role>('editor')
  const made = useSignal('')
  const { failed, isBusy, attempt } = useAttempt()
  const change = async (work: () => Promise<unknown>) => {
    await attempt(work)
    again.value += 1
  }
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    void change(async () => {
      made.value = (await access.createKey(entriesOf(form)('program'), role.value)).key
      clearEntries(form)
    })
  }
  return (
    <section class="card stack">
      <h2>Keys for programs</h2>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={keys}>
        {({ keys: list }) =>
          list.length === 0 ? (
            <p class="quiet">
              None yet. The command line and your pipeline sign in with a key of their own.
            </p>
          ) : (
            <ul class="lines" aria-label="Keys for programs">
              {list.map((key) => (
                <KeyLine
                  key={key.id}
                  entry={key}
                  revoke={() => void change(() => access.revokeKey(key.id))}
                />
              ))}
            </ul>
          )
        }
      </Loaded>
      <form class="stack" onSubmit={submit} aria-label="New key">
        <EntryField label="What the key is for" name="program" autocomplete="off" />
        <RoleField
          label="Role of the key"
          value={role.value}
          onChange={(chosen) => {
            role.value = chosen
          }}
        />
        <div class="row">
          <button type="submit" disabled={isBusy.value}>
            Make a key
          </button>
        </div>
      </form>
      {made.value && (
        <ShownOnce
          name="key"
          words="Your new key. It is shown this once: keep it now."
          text={made.value}
        />
      )}
    </section>
  )
}

function KeyLine({ entry, revoke }: { entry: AccessKey; revoke: () => void }) {
  const { name, role, by, usedAt, revokedAt } = entry
  return (
    <li>
      <span class="grow">
        <b>{name}</b>{' '}
        <span class="quiet">
          {role} · made by {by} ·{' '}
          {usedAt === undefined ? (
            'never used'
          ) : (
            <>
              used <Time at={usedAt} />
            </>
          )}
        </span>
      </span>
      {revokedAt ? (
        <span class="badge bad">revoked</span>
      ) : (
        <ConfirmButton words="Revoke" about={name} confirm="Revoke for good" run={revoke} />
      )}
    </li>
  )
}
