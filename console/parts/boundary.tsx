import type { ComponentChildren } from 'preact'
import { useErrorBoundary } from 'preact/hooks'
import { link } from '../route.ts'

/**
 * Keeps one view's failure to that view. A draft may be anything, and a view that cannot draw it
 * says where it can be mended.
 */
export function Boundary({ children }: { children: ComponentChildren }) {
  const [error] = useErrorBoundary()
  if (!error) return <>{children}</>
  return (
    <>
      <header class="head">
        <h1>This cannot be shown</h1>
      </header>
      <div class="notice bad" role="alert">
        <p>
          The draft holds something that this view cannot draw ({String(error)}). See what the check
          says, and mend or discard it, on <a href={link('publishing')}>Publishing</a>.
        </p>
      </div>
    </>
  )
}
