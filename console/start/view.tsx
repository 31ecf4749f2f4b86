import { useSignal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Templates } from '../actions/templates-list.tsx'
import { TryPerson } from '../actions/try-person.tsx'
import type { Workspace } from '../admin/workspace.ts'
import { FirstEvent } from '../install/first-event.tsx'
import { Tag } from '../install/tag.tsx'
import { Head } from '../parts/head.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { PublishForm } from '../publish/publish-form.tsx'
import { link } from '../route.ts'

/** From nothing to a first personalised slot, on one page. */
export function StartView() {
  return (
    <>
      <Head
        title="Your first personalised slot"
        words="Four steps. Nothing changes on your site before the last one, and that one is taken back in a click."
      />
      <WithWorkspace>{(work) => <Steps work={work} />}</WithWorkspace>
    </>
  )
}

function Steps({ work }: { work: Workspace }) {
  const live = useSignal(0)
  const before = work.base.config.actions ?? {}
  const begun = Object.keys(work.config.actions ?? {}).findLast((id) => !Object.hasOwn(before, id))
  return (
    <ol class="steps">
      <Step n={1} title="Put the tag on your pages">
        <FirstEvent />
        <Tag />
      </Step>
      <Step n={2} title="Choose what to say, and where" isDone={begun !== undefined}>
        {begun ? (
          <p>
            <a href={link('actions', begun)}>{begun}</a> is in your draft.{' '}
            <span class="quiet">Open it to write it in your own words.</span>
          </p>
        ) : (
          <Templates config={work.config} />
        )}
      </Step>
      <Step n={3} title="See it as a person">
        {begun ? (
          <TryPerson config={work.config} action={begun} />
        ) : (
          <p class="quiet">
            Once there is an action, the engine says here who would see it, and why.
          </p>
        )}
      </Step>
      <Step n={4} title="Publish" isDone={live.value > 0}>
        {live.value > 0 && (
          <p class="notice good" role="status">
            <b>It is live.</b> Open your page, or watch it on <a href={link('now')}>Now</a>. To take
            it back: <a href={link('publishing')}>Publishing</a>, “Put back in force”.
          </p>
        )}
        {begun ? (
          <>
            <CheckPanel config={work.config} />
            <PublishForm work={work} done={() => live.value++} />
          </>
        ) : (
          live.value === 0 && <p class="quiet">What you have chosen goes live within seconds.</p>
        )}
      </Step>
    </ol>
  )
}

function Step({
  n,
  title,
  isDone = false,
  children,
}: {
  n: number
  title: string
  isDone?: boolean
  children: ComponentChildren
}) {
  return (
    <li>
      <span class={`badge ${isDone ? 'good' : 'accent'}`}>{isDone ? '✓' : n}</span>
      <div class="stack">
        <h2>
          {title}
          {isDone && <span class="sr"> (done)</span>}
        </h2>
        {children}
      </div>
    </li>
  )
}
