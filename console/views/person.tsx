import { useSignal } from '@preact/signals'
import type { TimelineEntry } from '../../shared/api/admin-api.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { forgetPerson, rememberPerson } from '../admin/recent.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { link } from '../route.ts'
import { Why } from './why.tsx'

/** One person: who they are to the site, what they did, what they were shown, and why. */
export function PersonView({ id }: { id: string }) {
  const again = useSignal(0)
  const profile = useResource(async () => {
    const view = await admin.profile(id)
    rememberPerson(id)
    return view
  }, again)
  const timeline = useResource(() => admin.timeline(id), again)
  return (
    <>
      <header class="head">
        <div>
          <p>
            <a href={link('people')}>People</a>
          </p>
          <h1 class="mono">{id}</h1>
        </div>
        <div class="row">
          <button type="button" onClick={() => again.value++}>
            Refresh
          </button>
          <Export id={id} />
          <Erase
            id={id}
            done={() => {
              forgetPerson(id)
              again.value++
            }}
          />
        </div>
      </header>
      <Loaded of={profile}>
        {(view) => (
          <div class="grid wide">
            <Facts title="Known as" of={view.ids} empty="Nobody we know by name yet." />
            <Facts title="Segments" of={view.segments} empty="In no segment." />
            <Traits of={view.traits} />
            <Events of={view.events} />
          </div>
        )}
      </Loaded>
      <section class="card">
        <h2>Time line</h2>
        <Loaded of={timeline}>
          {({ entries }) =>
            entries.length === 0 ? (
              <p class="quiet">Nothing happened yet.</p>
            ) : (
              <ol class="timeline">
                {byMoment(entries).map((moment) => (
                  <Moment key={moment.map(keyOf).join()} entries={moment} />
                ))}
              </ol>
            )
          }
        </Loaded>
      </section>
    </>
  )
}

const keyOf = (entry: TimelineEntry) =>
  entry.kind === 'event' ? entry.id : entry.receipt.id + entry.receipt.slot

/** What happened in one request stands together. */
function byMoment(entries: readonly TimelineEntry[]): TimelineEntry[][] {
  const moments: TimelineEntry[][] = []
  for (const entry of entries) {
    const last = moments.at(-1)
    if (last?.[0] && Math.abs(last[0].at - entry.at) <= sameMomentMs) last.push(entry)
    else moments.push([entry])
  }
  return moments
}

const sameMomentMs = 5

function Moment({ entries }: { entries: readonly TimelineEntry[] }) {
  return (
    <li>
      <Time at={entries[0]?.at ?? 0} />
      <div>
        {entries.map((entry) =>
          entry.kind === 'decision' ? (
            <Why key={keyOf(entry)} receipt={entry.receipt} />
          ) : (
            <details key={keyOf(entry)}>
              <summary>{entry.name || entry.type}</summary>
              <pre>{JSON.stringify(entry.properties, null, 2)}</pre>
            </details>
          )
        )}
      </div>
    </li>
  )
}

/** A list of facts as the API tells them: objects as rows, lists as badges, anything else as JSON. */
function Facts({ title, of, empty }: { title: string; of: Json | undefined; empty: string }) {
  return (
    <section class="card">
      <h2>{title}</h2>
      <FactRows of={of} empty={empty} />
    </section>
  )
}

function FactRows({ of, empty }: { of: Json | undefined; empty: string }) {
  if (Array.isArray(of) && of.length > 0) {
    return (
      <div class="row">
        {of.map((item) => (
          <span class="badge accent" key={String(item)}>
            {text(item)}
          </span>
        ))}
      </div>
    )
  }
  if (!isObject(of) || Object.keys(of).length === 0) return <p class="quiet">{empty}</p>
  return (
    <table>
      <tbody>
        {Object.entries(of).map(([name, value]) => (
          <tr key={name}>
            <td>{name}</td>
            <td class="number">
              {text(isObject(value) && 'value' in value ? value.value : value)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Traits({ of }: { of: Json | undefined }) {
  const traits = isObject(of) ? Object.entries(of) : []
  return (
    <section class="card">
      <h2>Traits</h2>
      {traits.length === 0 ? (
        <p class="quiet">No traits yet.</p>
      ) : (
        <ul class="pairs">
          {traits.map(([name, trait]) => (
            <li key={name}>
              <span class="mono">{name}</span>
              <span class="number">{text(isObject(trait) ? trait.value : trait)}</span>
              {isObject(trait) && (
                <span class="quiet source">
                  {trait.source === 'given' ? 'given' : 'computed'}
                  {trait.approximate === true && ', about'}
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Events({ of }: { of: Json | undefined }) {
  const events = isObject(of) ? Object.entries(of) : []
  return (
    <section class="card">
      <h2>Events</h2>
      {events.length === 0 ? (
        <p class="quiet">No events yet.</p>
      ) : (
        <ul class="pairs">
          {events.map(([name, seen]) => (
            <li key={name}>
              <span>{name}</span>
              <span class="number">{text(isObject(seen) ? seen.count : seen)}</span>
              {isObject(seen) && typeof seen.last === 'string' && (
                <Time at={Date.parse(seen.last)} />
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function text(value: Json | undefined): string {
  if (typeof value === 'string') return value
  if (Array.isArray(value)) return value.map(text).join(', ')
  if (isObject(value)) {
    return Object.entries(value)
      .map(([name, inner]) => `${name} ${text(inner)}`)
      .join(', ')
  }
  return JSON.stringify(value ?? null)
}

/** Everything that is kept, as a file: for a request of access. */
function Export({ id }: { id: string }) {
  const failed = useSignal(false)
  const save = async () => {
    try {
      const url = URL.createObjectURL(new Blob([await admin.exported(id)]))
      const anchor = document.createElement('a')
      anchor.href = url
      anchor.download = 'profile.ndjson'
      anchor.click()
      URL.revokeObjectURL(url)
    } catch {
      failed.value = true
    }
  }
  return (
    <button type="button" onClick={save}>
      {failed.value ? 'Nothing to export' : 'Export'}
    </button>
  )
}

function Erase({ id, done }: { id: string; done: () => void }) {
  const asked = useSignal(false)
  const failed = useSignal<Error | undefined>(undefined)
  if (failed.value) return <Failure error={failed.value} />
  if (!asked.value) {
    return (
      <button type="button" class="danger" onClick={() => (asked.value = true)}>
        Erase …
      </button>
    )
  }
  const erase = () =>
    admin.erase(id).then(done, (error: Error) => {
      failed.value = error
    })
  return (
    <div class="row" role="alertdialog" aria-label="Erase this person">
      <span>Everything about this person goes, for good.</span>
      <button type="button" class="danger" onClick={erase}>
        Erase for good
      </button>
      <button type="button" onClick={() => (asked.value = false)}>
        Keep
      </button>
    </div>
  )
}
