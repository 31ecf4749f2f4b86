import { createInterface } from 'node:readline/promises'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { Failure } from '../failure.ts'

/** Asks for a key without showing it; elsewhere than on a terminal, reads it from standard input. */
export async function readKey(question: string): Promise<string> {
  const key = process.stdin.isTTY ? await askHidden(question) : await text(process.stdin)
  if (/^[\x21-\x7e]{3,4096}$/.test(key.trim())) return key.trim()
  throw new Failure('no_key', 'No key was given.', [
    'Paste it when asked, or pipe it in: attune login … < key-file',
  ])
}

async function askHidden(question: string): Promise<string> {
  process.stderr.write(question)
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() })
  const terminal = createInterface({ input: process.stdin, output: nowhere, terminal: true })
  try {
    return await terminal.question('')
  } finally {
    terminal.close()
    process.stderr.write('\n')
  }
}
