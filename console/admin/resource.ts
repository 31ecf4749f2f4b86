import { type Signal, signal, useSignal, useSignalEffect } from '@preact/signals'

/** Something asked of the server: on its way, here, or refused. */
export type Resource<T> =
  | { state: 'loading' }
  | { state: 'here'; value: T }
  | { state: 'failed'; error: Error }

/**
 * Asks when the view appears and again whenever a signal that `ask` reads changes, or `again` is
 * counted up. The last good value stays while a newer one is on its way.
 */
export function useResource<T>(
  ask: () => Promise<T>,
  again: Signal<number> = never
): Signal<Resource<T>> {
  const resource = useSignal<Resource<T>>({ state: 'loading' })
  useSignalEffect(() => {
    void again.value
    let isWanted = true
    ask().then(
      (value) => {
        if (isWanted) resource.value = { state: 'here', value }
      },
      (error: unknown) => {
        if (isWanted)
          resource.value = {
            state: 'failed',
            error: error instanceof Error ? error : new Error(String(error)),
          }
      }
    )
    return () => {
      isWanted = false
    }
  })
  return resource
}

const never = signal(0)
