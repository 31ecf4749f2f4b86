import { readFile, rename, rm, writeFile } from 'node:fs/promises'
import type { z } from 'zod'

/** Remembers beside a file how far work on it has come, so that it can go on after an interruption. */
export interface CursorFile<T> {
  /** Where it stands; nothing when it was never begun, or is done. */
  read(): Promise<T | undefined>
  write(state: T): Promise<void>
  remove(): Promise<void>
}

/** Opens the memory of work on a file. What does not fit the work is not there. */
export function cursorFile<T>(path: string, schema: z.ZodType<T>): CursorFile<T> {
  return {
    async read() {
      const text = await readFile(path, 'utf8').catch(() => 'null')
      try {
        return schema.safeParse(JSON.parse(text)).data
      } catch {
        return undefined
      }
    },
    async write(state) {
      // Written aside first: an interruption leaves the old one whole.
      await writeFile(`${path}.new`, JSON.stringify(state), { mode: 0o600 })
      await rename(`${path}.new`, path)
    },
    remove: () => rm(path, { force: true }),
  }
}
