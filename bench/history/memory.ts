import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { historyOf, openRows } from './rows.ts'

/*
 * What a profile holds in memory once it is open, measured by opening the same rows many times.
 * usage: node --expose-gc bench/history/memory.ts STATE_FOLDER; answers JSON, events -> KiB.
 */

const copies = 40
const [folder = ''] = process.argv.slice(2)
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.sqlite'))
  .map((file) => join(folder, file))

const kib: Record<number, number> = {}
for (const file of files) {
  const events = historyOf(file)
  if (events !== undefined) kib[events] = await heldBy(file)
}
process.stdout.write(JSON.stringify(kib))

/** KiB of one open profile. What was opened before is let go of first, so that it is not counted off. */
async function heldBy(file: string): Promise<number> {
  for (let i = 0; i < copies; i++) openRows(file, Date.now())
  const before = await used()
  const held = Array.from({ length: copies }, () => openRows(file, Date.now()))
  return ((await used()) - before) / held.length / 1_024
}

/** Bytes of objects and of buffers outside the heap, after everything that is not held is gone. */
async function used(): Promise<number> {
  for (let i = 0; i < 3; i++) {
    await pause(20)
    globalThis.gc?.()
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return heapUsed + arrayBuffers
}
