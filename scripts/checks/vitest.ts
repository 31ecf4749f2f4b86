import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Check, root, type Tally, toolEnv } from './check.ts'

/** The parts of vitest's JSON report that we read. */
interface Report {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: { status: string; assertionResults: unknown[] }[]
}

/** Runs vitest projects, lets them print as they go, and counts what their report says. */
export function vitest(name: string, projects: string[], env: Record<string, string> = {}): Check {
  return {
    name,
    async run() {
      const folder = await mkdtemp(join(tmpdir(), 'attune-vitest-'))
      const file = join(folder, 'report.json')
      const args = ['run', ...projects.flatMap((project) => ['--project', project])]
      const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`]
      const child = spawn('vitest', [...args, ...reporters], {
        cwd: root,
        env: { ...toolEnv, ...env },
        stdio: 'inherit',
      })
      const [code] = await once(child, 'close')
      const text = await readFile(file, 'utf8').catch(() => undefined)
      await rm(folder, { recursive: true, force: true })
      return text === undefined ? { passed: 0, failed: 1 } : tally(JSON.parse(text), code)
    },
  }
}

/** A file that cannot be loaded, or an error outside every test, is a failure though no test has failed. */
export function tally(report: Report, code: number): Tally {
  const broken = report.testResults.filter(
    ({ status, assertionResults }) => status === 'failed' && assertionResults.length === 0
  )
  const failed = report.numFailedTests + broken.length
  const isWhole = report.success && code === 0
  const left = report.numPendingTests + report.numTodoTests
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isWhole ? 1 : failed,
    ...(left > 0 && { note: `${left} NOT RUN` }),
  }
}
