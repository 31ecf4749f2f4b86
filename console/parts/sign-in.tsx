import { rememberToken } from '../admin/request.ts'

/** Asks for the admin token. On one's own machine nobody is ever asked. */
export function SignIn() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const field = (event.currentTarget as HTMLFormElement).elements.namedItem('token')
    if (field instanceof HTMLInputElement && field.value) {
      rememberToken(field.value)
      location.reload()
    }
  }
  return (
    <>
      <header class="head">
        <div>
          <h1>Sign in</h1>
          <p>The token stays in this tab and is gone with it.</p>
        </div>
      </header>
      <form class="card search" onSubmit={submit}>
        <label>
          Admin token
          <input name="token" type="password" autocomplete="off" required />
        </label>
        <button class="primary" type="submit">
          Sign in
        </button>
      </form>
    </>
  )
}
