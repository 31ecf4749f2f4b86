const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/**
 * Runs one named piece of work and prints a line for it: on a terminal while it runs, anywhere when
 * it is done. `detail` says in a few words what came of it.
 */
export async function step<T>(
  name: string,
  work: () => Promise<T>,
  detail: (result: T) => string
): Promise<T> {
  const { isTTY } = process.stdout
  const since = performance.now()
  const end = (mark: string, text: string) => {
    const took = seconds(performance.now() - since)
    console.log(`${isTTY ? '\r\x1b[K' : ''}  ${mark} ${name.padEnd(11)} ${text} (${took})`)
  }
  if (isTTY) process.stdout.write(`  … ${name}`)
  try {
    const result = await work()
    end('✓', detail(result))
    return result
  } catch (error) {
    end('✗', 'failed')
    throw error
  }
}
