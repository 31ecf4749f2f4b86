import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { quiet } from '../quiet.ts'

/** What came of a check: a linter counts as one, a test runner as many. */
export interface Tally {
  passed: number
  failed: number
  /** What the check has to say about itself, in a few words. */
  note?: string
  /** Everything needed to see why it failed. */
  output?: string
}

/** One thing that must hold. */
export interface Check {
  name: string
  run(): Promise<Tally>
}

/** The project's folder. */
export const root = fileURLToPath(new URL('../..', import.meta.url))

/** Environment of every tool: the pinned tools first, nothing sent anywhere. */
export const toolEnv = {
  ...process.env,
  ...quiet,
  PATH: `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
}

/** Runs a tool to its end and gives its exit code and everything it printed. */
export async function runTool(
  tool: string,
  args: string[]
): Promise<{ code: number; output: string }> {
  const child = spawn(tool, args, { cwd: root, env: toolEnv, stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [code] = await once(child, 'close')
  return { code: code ?? 1, output }
}

/** A check that holds when a tool ends well. */
export function toolCheck(name: string, tool: string, args: string[]): Check {
  return {
    name,
    async run() {
      const { code, output } = await runTool(tool, args)
      return code === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1, output }
    },
  }
}
