const orphanCheckMs = 300

/** Resolves when this process is told to stop, by a signal or because `npm`, which started it, has gone. */
export function toldToStop(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      // Every time: a second one would end us by the platform's default, and leave the worker behind.
      process.on(signal, () => resolve())
    }
    // A signal to npm ends the shell between npm and us, and never comes this far.
    if (process.env.npm_lifecycle_event) whenOrphaned(resolve)
  })
}

function whenOrphaned(run: () => void): void {
  const parent = process.ppid
  const timer = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(timer)
    run()
  }, orphanCheckMs)
  timer.unref()
}
