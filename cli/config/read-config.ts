import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { Failure } from '../failure.ts'
import { type Document, readJson } from './read-json.ts'
import { readTypescript } from './read-typescript.ts'

/** Names that are looked for in the folder, in this order. */
const usualFiles = ['attune.config.ts', 'attune.config.json'] as const

/** The file that is meant: the one named, else the usual one of this folder. */
export function findConfig(named: string | undefined): string | undefined {
  return named ?? usualFiles.find((file) => existsSync(file))
}

/** Whether a file is code, which only its author changes. */
export function isCode(file: string): boolean {
  return ['.ts', '.mts', '.js', '.mjs'].includes(extname(file))
}

/** Reads the configuration that is meant. */
export async function readConfig(named: string | undefined): Promise<Document> {
  const file = findConfig(named)
  if (file !== undefined) return readDocument(file)
  throw new Failure('no_config', `There is no ${usualFiles.join(' or ')} here.`, [
    'attune pull writes the one that is in force, or name a file.',
  ])
}

/** Reads a document from JSON or code. */
export async function readDocument(file: string): Promise<Document> {
  if (isCode(file)) return readTypescript(file)
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'is not there' : `cannot be read: ${error.message}`
    throw new Failure('no_config', `${file} ${why}.`)
  })
  return readJson(text.replace(/^\uFEFF/, ''), file)
}
