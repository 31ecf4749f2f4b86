/** Works through the tasks with at most `limit` at a time; the first failure ends it. */
export async function concurrently<T>(
  tasks: Iterable<T>,
  limit: number,
  work: (task: T) => Promise<void>
): Promise<void> {
  // One iterator for all workers: each takes the next task when it is free.
  const queue = tasks[Symbol.iterator]()
  let hasFailed = false
  async function worker(): Promise<void> {
    for (let next = queue.next(); !next.done && !hasFailed; next = queue.next()) {
      await work(next.value).catch((error) => {
        hasFailed = true
        throw error
      })
    }
  }
  await Promise.all(Array.from({ length: limit }, worker))
}
