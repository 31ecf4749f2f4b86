import type { Json, JsonObject } from '../../shared/event/json.ts'
import { Time } from '../parts/time.tsx'
import { fieldOf, inOneLine, rowsOf, textOf } from './facts.ts'
import { Segments } from './segments.tsx'
import { Traits } from './traits.tsx'

/** What is known of a person now. */
export function ProfileCards({ id, of }: { id: string; of: JsonObject }) {
  return (
    <>
      <div class="grid">
        <Ids of={of} />
        <Segments id={id} of={of.segments} />
        <Consent of={of.consent} />
      </div>
      <div class="grid wide">
        <Traits of={of.traits} />
        <Events of={of.events} />
      </div>
    </>
  )
}

function Ids({ of }: { of: JsonObject }) {
  const created = textOf(of.createdAt)
  return (
    <section class="card">
      <h2>Known as</h2>
      <ul class="pairs">
        {rowsOf(of.ids).map(([kind, value]) => (
          <li key={kind}>
            <span class="quiet">{kind}</span>
            <span class="mono">{inOneLine(value)}</span>
          </li>
        ))}
        {created && (
          <li>
            <span class="quiet">first met</span>
            <Time at={Date.parse(created)} />
          </li>
        )}
      </ul>
      {fieldOf(of.care, 'reason') !== undefined && (
        <p class="notice">In care: {inOneLine(fieldOf(of.care, 'reason'))}. Selling is silent.</p>
      )}
    </section>
  )
}

function Consent({ of }: { of: Json | undefined }) {
  const answers = rowsOf(of)
  return (
    <section class="card">
      <h2>Consent</h2>
      {answers.length === 0 ? (
        <p class="quiet">They have not answered; the site’s rule for that holds.</p>
      ) : (
        <ul class="pairs">
          {answers.map(([purpose, answer]) => {
            const isGranted = fieldOf(answer, 'granted') === true
            const at = textOf(fieldOf(answer, 'at'))
            return (
              <li key={purpose}>
                <span>{purpose}</span>
                <span class={`badge ${isGranted ? 'good' : 'bad'}`}>
                  {isGranted ? 'yes' : 'no'}
                </span>
                {at && <Time at={Date.parse(at)} />}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}

function Events({ of }: { of: Json | undefined }) {
  const events = rowsOf(of)
  return (
    <section class="card">
      <h2>Events</h2>
      {events.length === 0 ? (
        <p class="quiet">No events yet.</p>
      ) : (
        <ul class="pairs">
          {events.map(([name, seen]) => {
            const last = textOf(fieldOf(seen, 'last'))
            return (
              <li key={name}>
                <span>{name}</span>
                <span class="number">{inOneLine(fieldOf(seen, 'count'))}</span>
                {last && <Time at={Date.parse(last)} />}
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
