import { chmod, mkdir, open, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

/** The folder that holds everything a local Attune must find again at its next start. */
export interface StateFolder {
  path: string
  /** Reads a secret that was made once, or makes it; only the owner of the files may read it. */
  secret(name: string, make: () => string): Promise<string>
  readJson<T>(name: string): Promise<T | undefined>
  writeJson(name: string, value: unknown): Promise<void>
  /** Lets another process use the folder. */
  release(): Promise<void>
}

/** Opens the folder for this process alone: two workers on the same databases would break them. */
export async function openStateFolder(folder: string): Promise<StateFolder> {
  const path = resolve(folder)
  await mkdir(path, { recursive: true, mode: 0o700 })
  const lock = join(path, 'pid')
  await takeLock(lock, folder)

  return {
    path,
    async secret(name, make) {
      const file = join(path, name)
      const known = await readIfThere(file)
      if (known) return known.trim()
      const made = make()
      await writeFile(file, `${made}\n`, { mode: 0o600 })
      await chmod(file, 0o600) // `mode` does nothing for a file that was there, empty
      return made
    },
    async readJson(name) {
      const text = await readIfThere(join(path, name))
      return text ? JSON.parse(text) : undefined
    },
    async writeJson(name, value) {
      await writeFile(join(path, name), `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 })
    },
    release: () => rm(lock, { force: true }),
  }
}

async function takeLock(lock: string, folder: string): Promise<void> {
  const holder = Number(await readIfThere(lock))
  if (holder && isRunning(holder)) {
    throw new Error(
      `Another Attune (process ${holder}) is using ${folder}. Stop it, or choose another folder: ATTUNE_STATE=… npm start`
    )
  }
  await rm(lock, { force: true })
  const file = await open(lock, 'wx', 0o600)
  await file.writeFile(String(process.pid))
  await file.close()
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}

async function readIfThere(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined
    throw error
  })
}
