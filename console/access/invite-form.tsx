import { useSignal } from '@preact/signals'
import type { Role } from '../../shared/api/roles.ts'
import { Failure } from '../parts/loaded.tsx'
import { link } from '../route.ts'
import { access } from './access-admin.ts'
import { clearEntries, EntryField, entriesOf } from './entry-field.tsx'
import { RoleField } from './role-field.tsx'
import { ShownOnce } from './shown-once.tsx'
import { useAttempt } from './use-attempt.ts'

/** Makes a link for somebody: good once, for a week. Whoever has it becomes who it is for. */
export function InviteForm({ done }: { done: () => void }) {
  const role = useSignal<Role>('editor')
  const made = useSignal<{ email: string; token: string } | undefined>(undefined)
  const { failed, isBusy, attempt } = useAttempt()
  const submit = async (event: SubmitEvent) => {
    event.preventDefault()
    const form = event.currentTarget
    const email = entriesOf(form)('invited')
    const isDone = await attempt(async () => {
      made.value = await access.invite(email, role.value)
    })
    if (!isDone) return
    clearEntries(form)
    done()
  }
  return (
    <form class="card stack" onSubmit={(event) => void submit(event)}>
      <h2>Invite</h2>
      <EntryField
        label="E-mail address"
        name="invited"
        type="email"
        autocomplete="off"
        hint="Of somebody new, or of a member who has lost the password: they keep their role."
      />
      <RoleField
        label="Role"
        value={role.value}
        onChange={(chosen) => {
          role.value = chosen
        }}
      />
      {failed.value && <Failure error={failed.value} />}
      <div class="row">
        <button type="submit" class="primary" disabled={isBusy.value}>
          Make the link
        </button>
      </div>
      {made.value && (
        <ShownOnce
          name="link"
          words={`For ${made.value.email} alone: good once, for a week. It is shown this once.`}
          text={addressOf(made.value.token)}
        />
      )}
    </form>
  )
}

/** Behind the hash: no server between here and there gets to read the token. */
function addressOf(token: string): string {
  const address = new URL(location.href)
  address.hash = link('join', token)
  return address.href
}
