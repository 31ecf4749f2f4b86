import { SingleBar } from 'cli-progress'

/** A progress bar on a terminal; elsewhere a line every few seconds. */
export async function withProgress<T>(
  name: string,
  total: number,
  work: (advance: (by: number) => void) => Promise<T>
): Promise<T> {
  const bar = new SingleBar({
    format: `${name} [{bar}] {percentage} % · {value} of {total} · {duration_formatted} · {eta_formatted} to go`,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    barsize: 28,
    hideCursor: true,
    noTTYOutput: true,
    notTTYSchedule: 5_000,
  })
  bar.start(total, 0)
  try {
    return await work((by) => bar.increment(by))
  } finally {
    bar.stop()
  }
}
