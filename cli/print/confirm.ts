import { createInterface } from 'node:readline/promises'
import { Failure } from '../failure.ts'

/** Asks a person; where nobody can answer, the command has to say so before. */
export async function confirm(question: string, isSure: boolean): Promise<void> {
  if (isSure) return
  if (!process.stdin.isTTY) {
    throw new Failure('not_confirmed', `${question} Nobody is there to answer: add --yes.`)
  }
  const terminal = createInterface({ input: process.stdin, output: process.stderr })
  try {
    const said = await terminal.question(`${question} [y/N] `)
    if (/^y(es)?$/i.test(said.trim())) return
  } finally {
    terminal.close()
  }
  throw new Failure('not_confirmed', 'Nothing was changed.')
}
