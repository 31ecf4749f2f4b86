import { Failure } from '../failure.ts'
import { safeLine } from './safe-line.ts'
import { style } from './style.ts'

/** What a command came to: for machines, for people, and for the shell. */
export interface Outcome {
  /** What `--json` prints. */
  data: unknown
  lines: readonly string[]
  /** 0 done, 1 failed, 2 there are changes. */
  exitCode?: number
}

/** Options that every command has. */
export interface PrintOptions {
  json?: true | undefined
}

/** Carries out a command, prints what it came to, and sets the exit code. */
export async function carryOut(options: PrintOptions, work: () => Promise<Outcome>): Promise<void> {
  try {
    print(await work(), options)
  } catch (error) {
    print(outcomeOf(error), { ...options, isFailure: true })
  }
}

/** Results are for standard output, also bad ones; what prevented a result is for standard error. */
function print(
  { data, lines, exitCode = 0 }: Outcome,
  { json, isFailure }: PrintOptions & { isFailure?: true }
): void {
  const text = json ? JSON.stringify(data, null, 2) : textOf(lines)
  const stream = isFailure && !json ? process.stderr : process.stdout
  if (text !== '') stream.write(`${text}\n`)
  process.exitCode = exitCode
}

/** Lines as they may be printed. */
export function textOf(lines: readonly string[]): string {
  return lines.map(safeLine).join('\n')
}

function outcomeOf(error: unknown): Outcome {
  if (!(error instanceof Failure)) {
    // Nobody foresaw it: whoever looks into it needs the place.
    const message = error instanceof Error ? error.message : String(error)
    const lines = process.env.DEBUG
      ? String(error instanceof Error ? error.stack : message).split('\n')
      : [`${style.bad('✗')} ${message}`, '  DEBUG=1 shows where it comes from.']
    return { data: { error: { code: 'unexpected', message } }, lines, exitCode: 1 }
  }
  const { code, message, faults } = error
  const lines = [
    `${style.bad('✗')} ${message}`,
    ...faults.flatMap((fault) => fault.split('\n').map((line) => `  ${line}`)),
  ]
  return { data: { error: { code, message, faults } }, lines, exitCode: 1 }
}
