import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { DirectoryEntry, PeopleAnswer } from '../../shared/api/people-api.ts'
import { recentPeople } from '../admin/recent.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Head } from '../parts/head.tsx'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { go, link } from '../route.ts'
import { inOneLine } from './facts.ts'
import { FindById } from './find-by-id.tsx'

const restMs = 180

/** Finds anyone: by the beginning of any id or searchable trait, or among those who came last. */
export function PeopleView({ query = '' }: { query?: string }) {
  const typed = useSignal(query)
  const asked = useSignal(query)
  useEffect(() => {
    const timer = setTimeout(() => {
      asked.value = typed.value.trim()
    }, restMs)
    return () => clearTimeout(timer)
  }, [typed.value])
  const found = useResource(() => admin.people(asked.value))
  return (
    <>
      <Head
        title="People"
        words="Find one person by any id you know them by: what they did, what they were shown, and why."
      />
      <form
        class="card"
        onSubmit={(event) => {
          event.preventDefault()
          asked.value = typed.value.trim()
        }}
      >
        <label>
          Begins with
          <input
            type="search"
            value={typed.value}
            placeholder="An id, an e-mail address, a name"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              typed.value = event.currentTarget.value
            }}
          />
        </label>
        <FindById />
      </form>
      <Loaded of={found}>
        {(answer) => <Found key={asked.value} query={asked.value} first={answer} />}
      </Loaded>
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

function Found({ query, first }: { query: string; first: PeopleAnswer }) {
  const more = useSignal<PeopleAnswer[]>([])
  const failed = useSignal<Error | undefined>(undefined)
  const pages = [first, ...more.value]
  const people = pages.flatMap((page) => page.people)
  const cursor = pages.at(-1)?.cursor
  const next = () =>
    admin.people(query, cursor).then(
      (page) => {
        more.value = [...more.value, page]
      },
      (error: Error) => {
        failed.value = error
      }
    )
  return (
    <section class="card">
      <div class="row apart">
        <h2>{query ? 'Found' : 'Heard of most recently'}</h2>
        <span class="quiet number">{first.total.toLocaleString('en')} people are known</span>
      </div>
      {people.length === 0 ? (
        <p class="quiet">
          {query
            ? 'Nobody is called like that. A whole id of a device can be looked up above.'
            : 'Nobody yet. The first visitor with the tag on their page will be here.'}
        </p>
      ) : (
        <div class="scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Person</th>
                <th scope="col">Known by</th>
                <th scope="col">Last heard of</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <Row key={person.profile} person={person} />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {cursor && (
        <div class="row">
          <button type="button" onClick={() => void next()}>
            More
          </button>
        </div>
      )}
      {failed.value && <Failure error={failed.value} />}
    </section>
  )
}

function Row({ person: { profile, ids, traits, at } }: { person: DirectoryEntry }) {
  const names = [...Object.values(traits).map(inOneLine), ...Object.values(ids).flat()]
  return (
    <tr class="leads" onClick={() => go('people', profile)}>
      <td>
        <a href={link('people', profile)}>{names[0] ?? <span class="mono">{profile}</span>}</a>
      </td>
      <td class="quiet">
        {names.length > 0
          ? names.slice(1).join(', ') || Object.keys(ids).join(', ')
          : 'nobody we know by name'}
      </td>
      <td class="quiet">{new Date(at).toLocaleDateString('en', { dateStyle: 'medium' })}</td>
    </tr>
  )
}
