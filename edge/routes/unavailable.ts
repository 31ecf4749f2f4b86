import { type Refusal, refuse } from '../http/problem.ts'

const retryAfterSeconds = 5

/** Tries what depends on an object that may be overloaded; nothing, when it is. */
export async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
  try {
    return await work()
  } catch (error) {
    // biome-ignore lint/suspicious/noConsole: this is the worker's log; errors of objects name nobody
    console.error('profile', error)
    return undefined
  }
}

/** Events were not taken in: the sender keeps them and comes back. */
export function profileUnavailable(): Refusal {
  const detail = 'The events were not taken in. Send them again, they are counted once.'
  return refuse('unavailable', detail, { retryAfterSeconds })
}
