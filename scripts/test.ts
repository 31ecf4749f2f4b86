import { budgets } from './checks/budgets.ts'
import { type Check, type Tally, toolCheck } from './checks/check.ts'
import { deployDryRun } from './checks/deploy.ts'
import { vitest } from './checks/vitest.ts'
import { findBrowser } from './find-browser.ts'
import { main } from './main.ts'

// Biome prints colours into a file as well, one for every letter.
const colors = process.stdout.isTTY ? 'force' : 'off'

/** Everything that must hold, cheapest first; all of it runs, whatever fails on the way. */
async function test(): Promise<void> {
  const browser = await findBrowser()
  console.log(`Page tests use ${browser.version} (${browser.source}): ${browser.path}\n`)

  const checks: Check[] = [
    toolCheck('Format and lint', 'biome', ['ci', `--colors=${colors}`]),
    toolCheck('Types', 'tsc', ['-b']),
    toolCheck('Build', 'node', ['scripts/build.ts']),
    budgets,
    toolCheck('Dead exports', 'knip', []),
    deployDryRun,
    vitest('Unit and workerd tests', ['unit', 'workerd'], { SEED: process.env.SEED ?? '20261122' }),
    vitest('HTTP tests', ['http']),
    vitest('Page tests and scenarios', ['page']),
  ]
  const tallies: Tally[] = []
  for (const check of checks) tallies.push(await carryOut(check))

  // Again at the end, where everybody looks first: the runners have printed thousands of lines since.
  tallies.forEach((tally, i) => {
    if (tally.failed > 0) console.log(`\n✗ ${checks[i]?.name}\n${tally.output?.trim() ?? ''}`)
  })

  const passed = tallies.reduce((sum, tally) => sum + tally.passed, 0)
  const failed = tallies.reduce((sum, tally) => sum + tally.failed, 0)
  if (failed > 0) process.exitCode = 1
  console.log(`\n${passed} passed, ${failed} failed`)
}

async function carryOut(check: Check): Promise<Tally> {
  const since = performance.now()
  const tally = await check.run()
  const seconds = ((performance.now() - since) / 1000).toFixed(1)
  const mark = tally.failed > 0 ? '✗' : '✓'
  console.log(`${mark} ${check.name} (${seconds} s)${tally.note ? `: ${tally.note}` : ''}`)
  return tally
}

await main(test)
