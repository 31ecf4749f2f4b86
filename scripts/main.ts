/**
 * Runs a script's work. A fault that the person can do something about is printed as its message;
 * the stack is shown with `DEBUG=1`.
 */
export async function main(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    const isPlain = error instanceof Error && !process.env.DEBUG
    console.error(isPlain ? `\n${error.message}` : error)
    process.exitCode = 1
  }
}
