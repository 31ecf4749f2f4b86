import { type Signal, useSignal } from '@preact/signals'

/** Something that may fail, and what was said when it did. */
export interface Attempt {
  failed: Signal<Error | undefined>
  isBusy: Signal<boolean>
  /** Tries; answers whether it went well. */
  attempt(work: () => Promise<unknown>): Promise<boolean>
}

/** Keeps a view's last failure, until something goes well. */
export function useAttempt(): Attempt {
  const failed = useSignal<Error | undefined>(undefined)
  const isBusy = useSignal(false)
  return {
    failed,
    isBusy,
    async attempt(work) {
      isBusy.value = true
      try {
        await work()
        failed.value = undefined
      } catch (error) {
        failed.value = error instanceof Error ? error : new Error(String(error))
      }
      isBusy.value = false
      return failed.value === undefined
    },
  }
}
