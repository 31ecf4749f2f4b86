import type { Signal } from '@preact/signals'
import type { ComponentChildren } from 'preact'
import { Refused } from '../admin/request.ts'
import type { Resource } from '../admin/resource.ts'

/** Shows what a resource holds, or honestly why it holds nothing. */
export function Loaded<T>({
  of,
  children,
}: {
  of: Signal<Resource<T>>
  children: (value: T) => ComponentChildren
}) {
  const resource = of.value
  if (resource.state === 'here') return <>{children(resource.value)}</>
  if (resource.state === 'loading') {
    return (
      <p class="empty" aria-busy="true">
        Loading …
      </p>
    )
  }
  return <Failure error={resource.error} />
}

/** A refusal in words, and the way out of it. */
export function Failure({ error }: { error: Error }) {
  return (
    <div class="notice bad" role="alert">
      <p>{wordsOf(error)}</p>
      {error instanceof Refused && <Faults of={error.problems} />}
    </div>
  )
}

/** What `fetch` throws is always a `TypeError`, whatever a browser calls it. */
function wordsOf(error: Error): string {
  return error instanceof TypeError && /fetch|network|load failed/i.test(error.message)
    ? 'The server cannot be reached. Your work is still in this tab.'
    : error.message
}

/** Faults of a document, each with its place. */
export function Faults({ of }: { of: { path: string; message: string }[] }) {
  if (of.length === 0) return null
  return (
    <ul>
      {of.map(({ path, message }) => (
        <li key={path + message}>
          <code>{path}</code>: {message}
        </li>
      ))}
    </ul>
  )
}
