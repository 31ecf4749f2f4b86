import type { ComponentChildren } from 'preact'
import { Head } from '../parts/head.tsx'
import { Failure } from '../parts/loaded.tsx'
import { entriesOf } from './entry-field.tsx'
import { useAttempt } from './use-attempt.ts'

/** A form by which somebody comes in. */
export function EntryForm({
  title,
  words,
  submit,
  enter,
  children,
}: {
  title: string
  words: ComponentChildren
  /** What the button says. */
  submit: string
  enter: (entry: (name: string) => string) => Promise<unknown>
  children: ComponentChildren
}) {
  const { failed, isBusy, attempt } = useAttempt()
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault()
    const entry = entriesOf(event.currentTarget)
    void attempt(() => enter(entry))
  }
  return (
    <div class="door">
      <Head title={title} words={words} />
      <form class="card stack" onSubmit={onSubmit}>
        {children}
        {failed.value && <Failure error={failed.value} />}
        <div class="row">
          <button class="primary" type="submit" disabled={isBusy.value}>
            {submit}
          </button>
        </div>
      </form>
    </div>
  )
}
