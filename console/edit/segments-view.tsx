import { useSignal } from '@preact/signals'
import { inWords } from '../../shared/condition/words.ts'
import type { SegmentDeclaration } from '../../shared/profile/segment.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { edit } from '../admin/workspace.ts'
import { Check, TextField } from '../parts/field.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { link } from '../route.ts'
import { ConditionBuilder } from './condition-builder.tsx'
import { suggestedPaths } from './suggestions.ts'
import { traitInWords } from './trait-words.ts'

/** Who people are to the site: named conditions, and the facts they are made of. */
export function SegmentsView({ chosen }: { chosen: string | undefined }) {
  return (
    <WithWorkspace>
      {({ config }) =>
        chosen ? (
          <SegmentEditor key={chosen} id={chosen} config={config} />
        ) : (
          <SegmentList config={config} />
        )
      }
    </WithWorkspace>
  )
}

function SegmentList({ config }: { config: SiteConfig }) {
  const segments = Object.entries(config.segments ?? {})
  const traits = Object.entries(config.traits ?? {})
  const name = useSignal('')
  const isName = /^[a-zA-Z][\w-]{0,63}$/.test(name.value)
  const add = (event: Event) => {
    event.preventDefault()
    if (!isName || config.segments?.[name.value]) return
    edit((now) => withSegment(now, name.value, { when: {} }))
    location.hash = link('segments', name.value)
  }
  return (
    <>
      <header class="head">
        <div>
          <h1>Segments and traits</h1>
          <p>
            Groups of people by what is true of them, and the facts that events are folded into.
          </p>
        </div>
        <form class="search" onSubmit={add}>
          <label>
            New segment
            <input
              value={name.value}
              placeholder="loyal"
              spellcheck={false}
              autocomplete="off"
              onInput={(event) => {
                name.value = event.currentTarget.value
              }}
            />
          </label>
          <button type="submit" class="primary" disabled={!isName}>
            Create
          </button>
        </form>
      </header>
      {segments.length === 0 && <p class="empty">No segment yet.</p>}
      <ul class="tiles" aria-label="Segments">
        {segments.map(([id, { description, when, public: isPublic }]) => (
          <li key={id} class="card tile">
            <div class="row apart">
              <a href={link('segments', id)}>
                <b>{id}</b>
              </a>
              {isPublic && <span class="badge accent">told to the page</span>}
            </div>
            {description && <p>{description}</p>}
            <p class="quiet words">{inWords(when)}</p>
          </li>
        ))}
      </ul>
      <section class="card">
        <h2>Computed traits</h2>
        {traits.length === 0 ? (
          <p class="quiet">
            None yet. Traits are folded from events, exact at the moment of a decision.
          </p>
        ) : (
          <ul class="lines">
            {traits.map(([id, trait]) => (
              <li key={id}>
                <b class="mono">{id}</b>
                <span class="grow">
                  {trait.description ?? ''} <span class="quiet">{traitInWords(trait)}</span>
                </span>
              </li>
            ))}
          </ul>
        )}
      </section>
    </>
  )
}

function SegmentEditor({ id, config }: { id: string; config: SiteConfig }) {
  const segment = config.segments?.[id]
  if (!segment) return <p class="empty">There is no segment {id}.</p>
  const set = (some: Partial<SegmentDeclaration>) =>
    edit((now) => withSegment(now, id, { ...segment, ...some }))
  return (
    <>
      <header class="head">
        <div>
          <p>
            <a href={link('segments')}>Segments</a>
          </p>
          <h1>{id}</h1>
        </div>
        <a class="button primary" href={link('publishing')}>
          Review and publish
        </a>
      </header>
      <div class="editor">
        <div class="stack">
          <section class="card">
            <h2>What it is</h2>
            <TextField
              label="In a sentence"
              value={segment.description}
              onChange={(description = '') => set({ description })}
            />
            <Check
              label="Tell the page"
              hint="Otherwise nobody but you knows who is in it."
              checked={segment.public === true}
              onChange={(isPublic) => set({ public: isPublic })}
            />
          </section>
          <section class="card">
            <h2>Who is in it</h2>
            <ConditionBuilder
              value={segment.when}
              suggestions={suggestedPaths(config)}
              onChange={(when = {}) => set({ when })}
            />
          </section>
        </div>
        <aside class="stack beside" aria-label="What it means">
          <CheckPanel config={config} under={`segments.${id}`} />
        </aside>
      </div>
    </>
  )
}

function withSegment(config: SiteConfig, id: string, segment: SegmentDeclaration): SiteConfig {
  return { ...config, segments: { ...config.segments, [id]: segment } }
}
