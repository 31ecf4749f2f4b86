/** Waits for something to come true, looking every few milliseconds. */
export async function until(
  isTrue: () => boolean | Promise<boolean>,
  { timeoutMs = 10_000, why = String(isTrue) }: { timeoutMs?: number; why?: string } = {}
): Promise<void> {
  const end = Date.now() + timeoutMs
  while (!(await isTrue())) {
    if (Date.now() > end) throw new Error(`Waited ${timeoutMs} ms for: ${why}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

export const pause = (ms: number): Promise<void> =>
  new Promise((resolve) => setTimeout(resolve, ms))
