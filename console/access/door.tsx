import { rememberToken } from '../admin/request.ts'
import { site } from '../admin/site.ts'
import { go, link } from '../route.ts'
import { EntryField } from './entry-field.tsx'
import { EntryForm } from './entry-form.tsx'
import { join, setUp, signIn } from './session.ts'

const passwordHint = 'Twelve characters at least. A few words in a row are good.'

/** How people come in: with their password, an invitation, or, the very first, a set-up token. */
export function Door({ place, token = '' }: { place: string; token?: string | undefined }) {
  if (place === 'join') return <JoinForm token={token} />
  if (place === 'setup') return <SetUpForm />
  return <SignInForm />
}

function SignInForm() {
  return (
    <>
      <EntryForm
        title="Sign in"
        words={
          <>
            To <b>{site}</b>. Lost your password? An owner can invite you again.
          </>
        }
        submit="Sign in"
        enter={(entry) => signIn(entry('email'), entry('password'))}
      >
        <EntryField label="E-mail address" name="email" type="email" autocomplete="username" />
        <EntryField
          label="Password"
          name="password"
          type="password"
          autocomplete="current-password"
        />
      </EntryForm>
      <details class="door">
        <summary>Nobody has an account yet, or you run the worker</summary>
        <p>
          <a href={link('setup')}>Make the first owner</a> with the set-up token; or look around
          with the admin token, which stays in this tab and is gone with it.
        </p>
        <TokenForm />
      </details>
    </>
  )
}

function TokenForm() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('token')
    if (field instanceof HTMLInputElement && field.value) {
      rememberToken(field.value)
      location.reload()
    }
  }
  return (
    <form class="card search" onSubmit={submit}>
      <label>
        Admin token
        <input name="token" type="password" autocomplete="off" required />
      </label>
      <button type="submit">Use the token</button>
    </form>
  )
}

function JoinForm({ token }: { token: string }) {
  return (
    <EntryForm
      title="Welcome"
      words={
        <>
          You are invited to <b>{site}</b>. Say what to call you, and choose a password.
        </>
      }
      submit="Join"
      enter={(entry) => join(token, entry('name'), entry('password')).then(() => go('now'))}
    >
      <EntryField label="Your name" name="name" autocomplete="name" />
      <EntryField
        label="Password"
        name="password"
        type="password"
        autocomplete="new-password"
        hint={passwordHint}
        minLength={12}
      />
    </EntryForm>
  )
}

function SetUpForm() {
  return (
    <EntryForm
      title="The first owner"
      words={
        <>
          Of <b>{site}</b>. The token is the worker's secret SETUP_TOKEN; it is good once.
        </>
      }
      submit="Make the account"
      enter={(entry) =>
        setUp({
          token: entry('token'),
          email: entry('email'),
          name: entry('name'),
          password: entry('password'),
        }).then(() => go('members'))
      }
    >
      <EntryField label="Set-up token" name="token" type="password" autocomplete="off" />
      <EntryField label="E-mail address" name="email" type="email" autocomplete="username" />
      <EntryField label="Your name" name="name" autocomplete="name" />
      <EntryField
        label="Password"
        name="password"
        type="password"
        autocomplete="new-password"
        hint={passwordHint}
        minLength={12}
      />
    </EntryForm>
  )
}
