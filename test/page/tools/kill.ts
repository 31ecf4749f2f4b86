import { readdir, readFile } from 'node:fs/promises'

/** Kills, without a warning, the browser whose profile is in this folder, and only that one. */
export async function killBrowserOf(folder: string): Promise<number> {
  let killed = 0
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (!command.includes(`--user-data-dir=${folder}`)) continue
    try {
      process.kill(Number(pid), 'SIGKILL')
      killed++
    } catch {
      // It has gone with its parent.
    }
  }
  return killed
}
