import { useSignal } from '@preact/signals'
import { EntryField } from './entry-field.tsx'
import { EntryForm } from './entry-form.tsx'
import { changePassword, me } from './session.ts'

/** Changes one's own password. */
export function PasswordForm() {
  const isChanged = useSignal(false)
  return (
    <>
      <EntryForm
        title={me.value?.name ?? 'Account'}
        words={`${me.value?.by ?? ''}: another password. You are signed out everywhere else.`}
        submit="Change the password"
        enter={async (entry) => {
          isChanged.value = false
          await changePassword(entry('current'), entry('password'))
          isChanged.value = true
        }}
      >
        <EntryField
          label="Present password"
          name="current"
          type="password"
          autocomplete="current-password"
        />
        <EntryField
          label="New password"
          name="password"
          type="password"
          autocomplete="new-password"
          hint="Twelve characters at least. A few words in a row are good."
          minLength={12}
        />
      </EntryForm>
      {isChanged.value && (
        <p class="notice good" role="status">
          Your password is changed.
        </p>
      )}
    </>
  )
}
