import { once } from 'node:events'
import { resolve } from 'node:path'
import { Worker } from 'node:worker_threads'
import { Failure } from '../failure.ts'
import type { Evaluated } from './evaluate.ts'
import type { Document } from './read-json.ts'

/**
 * Reads a configuration that is written in TypeScript or JavaScript. It runs in a thread of its own:
 * what it imports is read anew each time, and whatever it does, the command goes on.
 */
export async function readTypescript(file: string): Promise<Document> {
  const thread = new Worker(new URL('./evaluate.ts', import.meta.url), {
    workerData: { file: resolve(file) },
  })
  const result = await firstWord(thread, file)
  await thread.terminate()
  if ('fault' in result) {
    throw new Failure('invalid_config', `${file} cannot be read.`, [result.fault])
  }
  return { file, value: JSON.parse(result.text), where: () => file }
}

async function firstWord(thread: Worker, file: string): Promise<Evaluated> {
  const ended = once(thread, 'exit').then(() => ({ fault: `${file} ended the process.` }))
  const said: Promise<Evaluated[]> = once(thread, 'message')
  return Promise.race([said.then(([word = { fault: 'It said nothing.' }]) => word), ended])
}
