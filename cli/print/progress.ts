import { SingleBar } from 'cli-progress'

/** A progress bar whose end becomes known on the way. */
export interface Progress {
  advance(by: number, total?: number): void
  end(): void
}

/** A progress bar on a terminal; elsewhere a line every few seconds. On standard error, apart from results. */
export function openProgress(name: string, unit: string, total = 0): Progress {
  const bar = new SingleBar({
    format: `${name} [{bar}] {percentage} % · {value} of {total} ${unit} · {duration_formatted} · {eta_formatted} to go`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  })
  let [known, done] = [total, 0]
  let isShown = false
  // A bar towards nothing would be full before anything was done.
  const show = () => {
    if (isShown || known === 0) return
    isShown = true
    bar.start(known, 0)
  }
  show()
  return {
    advance(by, newTotal) {
      known = Math.max(known, newTotal ?? 0)
      done = Math.min(done + by, known)
      show()
      bar.setTotal(known)
      bar.update(done)
    },
    end: () => bar.stop(),
  }
}

/** Runs work of a known size with a progress bar. */
export async function withProgress<T>(
  name: string,
  total: number,
  work: (advance: (by: number) => void) => Promise<T>
): Promise<T> {
  const progress = openProgress(name, '', total)
  try {
    return await work((by) => progress.advance(by))
  } finally {
    progress.end()
  }
}
