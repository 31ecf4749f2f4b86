import { fileURLToPath } from 'node:url'
import { buildConsole } from './build/console.ts'
import { buildSchema } from './build/schema.ts'
import { buildScripts } from './build/scripts.ts'
import { buildTypes } from './build/types.ts'
import { main } from './main.ts'
import { step } from './progress.ts'

const root = fileURLToPath(new URL('..', import.meta.url))

/** Builds everything that the worker serves into `dist/`, with a progress line for each part. */
export async function build(): Promise<void> {
  await step('Scripts', () => buildScripts(root), String)
  await step('Types', () => buildTypes(root), String)
  await step('Schema', () => buildSchema(root), String)
  await step('Console', () => buildConsole(root), String)
}

if (import.meta.main) await main(build)
