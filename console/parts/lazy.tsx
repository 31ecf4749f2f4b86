import { useSignal } from '@preact/signals'
import type { ComponentType } from 'preact'
import { useEffect } from 'preact/hooks'
import { Failure } from './loaded.tsx'

/** A view that is loaded when it is opened: what most owners never open costs nobody anything. */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>): ComponentType<P> {
  let loaded: ComponentType<P> | undefined
  return function Lazy(props: P) {
    const View = useSignal<{ view: ComponentType<P> | undefined; error?: Error }>({ view: loaded })
    useEffect(() => {
      if (loaded) return
      load().then(
        (view) => {
          loaded = view
          View.value = { view }
        },
        (error: Error) => {
          View.value = { view: undefined, error }
        }
      )
    }, [])
    if (View.value.error) return <Failure error={View.value.error} />
    const { view: Shown } = View.value
    return Shown ? (
      <Shown {...props} />
    ) : (
      <p class="empty" aria-busy="true">
        Loading …
      </p>
    )
  }
}
