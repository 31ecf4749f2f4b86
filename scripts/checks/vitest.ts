import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { type Check, root, type Tally, toolEnv } from './check.ts'

/** The parts of vitest's JSON report that we read. */
interface Report {
  success: boolean
  numPassedTests: number
  numFailedTests: number
  numPendingTests: number
  numTodoTests: number
  testResults: {
    name: string
    status: string
    message?: string
    assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[]
  }[]
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
  const output = failures(report).join('\n')
  return {
    passed: report.numPassedTests,
    failed: failed === 0 && !isWhole ? 1 : failed,
    ...(left > 0 && { note: `${left} NOT RUN` }),
    ...(output && { output }),
  }
}

/** One line for each failure with how it began, so that nobody has to search the whole print. */
function failures({ testResults }: Report): string[] {
  return testResults
    .filter(({ status }) => status === 'failed')
    .flatMap(({ name, message = '', assertionResults }) => {
      const file = relative(root, name)
      const failed = assertionResults.filter(({ status }) => status === 'failed')
      if (failed.length === 0) return [`${file}: ${firstLines(message)}`]
      return failed.map(({ fullName, failureMessages }) => {
        return `${file}: ${fullName}: ${firstLines(failureMessages?.[0] ?? '')}`
      })
    })
}

function firstLines(text: string): string {
  return text.split('\n').slice(0, 3).join(' ').slice(0, 500)
}
