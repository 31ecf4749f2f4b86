const report = (error: unknown): void => {
  // biome-ignore lint/suspicious/noConsole: hidden unless the owner looks at verbose messages.
  console.debug('attune:', error)
}

interface Guard {
  // A function that answers a promise cannot throw: its error is in the promise.
  <Args extends unknown[], Result extends Promise<unknown>>(
    run: (...args: Args) => Result
  ): (...args: Args) => Result
  <Args extends unknown[], Result>(
    run: (...args: Args) => Result
  ): (...args: Args) => Result | undefined
}

/**
 * The one guard between us and the visitor's page: every listener, timer, observer, promise and public
 * call passes it; inside, code may throw. A caller who awaits a guarded call still sees its error, but
 * nobody gets an unhandled rejection.
 */
export const guard: Guard =
  <Args extends unknown[], Result>(run: (...args: Args) => Result) =>
  (...args: Args): Result | undefined => {
    try {
      const result = run(...args)
      if (result instanceof Promise) result.catch(report)
      return result
    } catch (error) {
      report(error)
      return
    }
  }

/** Listens through the guard. */
export const listen = <Heard extends Event>(
  target: EventTarget,
  type: string,
  run: (event: Heard) => unknown,
  options?: AddEventListenerOptions
): void => target.addEventListener(type, guard(run) as (event: Event) => void, options)
