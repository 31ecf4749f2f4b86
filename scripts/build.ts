import { fileURLToPath } from 'node:url'
import { buildConsole } from './build/console.ts'
import { buildScripts } from './build/scripts.ts'
import { buildTypes } from './build/types.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds everything that the worker serves into `dist/`, with a progress line for each part. */
export async function build(): Promise<void> {
  await step('Scripts for the page', () => buildScripts(root))
  await step('Types for bundlers', () => buildTypes(root))
  await step('Console', () => buildConsole(root))
}

if (import.meta.main) await main(build)
