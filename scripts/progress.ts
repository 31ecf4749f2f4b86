const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`

/**
 * Runs one named piece of work and prints a line for it: on a terminal while it runs, anywhere when
 * it is done. What the work returns as `detail` is put behind its name.
 */
export async function step<T extends { detail?: string } | undefined>(
  name: string,
  work: () => Promise<T>
): Promise<T> {
  const { isTTY } = process.stdout
  const since = performance.now()
  if (isTTY) process.stdout.write(`  … ${name}`)
  const line = (mark: string, detail = '') => {
    const took = seconds(performance.now() - since)
    console.log(
      `${isTTY ? '\r' : ''}  ${mark} ${[name, detail].filter(Boolean).join(': ')} (${took})`
    )
  }
  try {
    const result = await work()
    line('✓', result?.detail)
    return result
  } catch (error) {
    line('✗')
    throw error
  }
}
