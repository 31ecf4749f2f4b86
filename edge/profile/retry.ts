/**
 * Calls an object, and once more when the platform says that it is worth it. An overloaded object is
 * left in peace: trying again would only make it worse.
 */
export async function callTwiceAtMost<T>(call: () => Promise<T>): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!isWorthRetrying(error)) throw error
    return call()
  }
}

function isWorthRetrying(error: unknown): boolean {
  if (typeof error !== 'object' || error === null) return false
  const isOverloaded = 'overloaded' in error && error.overloaded === true
  return !isOverloaded && 'retryable' in error && error.retryable === true
}
