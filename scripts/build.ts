import { fileURLToPath } from 'node:url'
import { buildConsole } from './build/console.ts'
import { buildRelease } from './build/release.ts'
import { buildSchema } from './build/schema.ts'
import { buildScripts } from './build/scripts.ts'
import { isStale, markBuilt } from './build/stale.ts'
import { buildTypes } from './build/types.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds everything that the worker serves into `dist/`, with a progress line for each part. */
async function build(): Promise<void> {
  const since = new Date()
  await step('Scripts', () => buildScripts(root), String)
  await step('Release', () => buildRelease(root), String)
  await step('Types', () => buildTypes(root), String)
  await step('Schema', () => buildSchema(root), String)
  await step('Console', () => buildConsole(root), String)
  await markBuilt(root, since)
}

/** Builds, unless nothing has changed since the last time. */
export async function buildIfStale(): Promise<void> {
  if (await isStale(root)) await build()
}

if (import.meta.main) await main(build)
