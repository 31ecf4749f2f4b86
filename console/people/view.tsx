import { recentPeople } from '../admin/recent.ts'
import { go, link } from '../route.ts'

/** Finds anyone by any id. */
export function PeopleView() {
  const submit = (event: SubmitEvent) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget as HTMLFormElement)
    const value = String(form.get('id') ?? '').trim()
    const kind = String(form.get('kind') ?? '')
    if (value) go('people', kind === 'profile' ? value : `${kind}:${value}`)
  }
  return (
    <>
      <header class="head">
        <div>
          <h1>People</h1>
          <p>
            Find one person by any id you know them by: what they did, what they were shown, and
            why.
          </p>
        </div>
      </header>
      <form class="card" onSubmit={submit}>
        <div class="grid">
          <label>
            Kind of id
            <select name="kind">
              <option value="user_id">User id</option>
              <option value="anonymous_id">Device id (anonymous_id)</option>
              <option value="email">E-mail</option>
              <option value="profile">Profile id</option>
            </select>
          </label>
          <label>
            Id
            <input name="id" required autocomplete="off" spellcheck={false} />
          </label>
        </div>
        <div>
          <button class="primary" type="submit">
            Find
          </button>
        </div>
      </form>
      {recentPeople.value.length > 0 && (
        <section class="card">
          <h2>Looked up in this tab</h2>
          <ul class="pairs">
            {recentPeople.value.map((ref) => (
              <li key={ref}>
                <a class="mono" href={link('people', ref)}>
                  {ref}
                </a>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
