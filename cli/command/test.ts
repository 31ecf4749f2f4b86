import { watch } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Command } from '@commander-js/extra-typings'
import { Failure } from '../failure.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { findTests } from '../scenario/find.ts'
import { junit } from '../scenario/junit.ts'
import { resultLines } from '../scenario/lines.ts'
import { holds, type TestResult } from '../scenario/result.ts'
import { checkFile, tellFile } from '../scenario/tell-file.ts'
import { jsonOption } from '../site/target.ts'

/** `attune test` */
export const testCommand = new Command('test')
  .summary('tell the stories of your rules, by a virtual clock')
  .description(
    `Tells stories (*.scenario.json) with the engine that runs at the edge, months in milliseconds, and makes the check before publishing. Needs no server. What goes otherwise than told is named with file and line, beside the whole time line.`
  )
  .argument('[paths...]', 'stories, configurations, or folders with both (default: this folder)')
  .option('--timeline', 'print every time line, also of stories that hold')
  .option('--junit <file>', 'write JUnit XML as well, for CI')
  .option('--watch', 'run again whenever a file changes')
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune test examples/shop
  attune test birthday.scenario.json            # one story: with its time line
  attune test --junit report.xml                # in CI`
  )
  .action((paths, options) => run(paths.length > 0 ? paths : ['.'], options))

interface TestOptions {
  timeline?: true | undefined
  junit?: string | undefined
  watch?: true | undefined
  json?: true | undefined
}

async function run(paths: string[], options: TestOptions): Promise<void> {
  const read = new Set<string>()
  const once = () => carryOut(options, () => test(paths, options, read))
  await once()
  if (!options.watch) return
  for await (const _ of changesOf(read)) await once()
}

async function test(
  paths: readonly string[],
  options: TestOptions,
  read: Set<string>
): Promise<Outcome> {
  const { scenarios, configs } = await findTests(paths)
  if (scenarios.length + configs.length === 0) {
    throw new Failure('no_tests', `Nothing to test below ${paths.join(', ')}.`, [
      'Stories are files named *.scenario.json; docs/cli.md shows how to write one.',
    ])
  }
  const results: TestResult[] = []
  for (const file of configs) results.push(await checkFile(file))
  for (const file of scenarios) results.push(await tellFile(file))
  for (const file of results.flatMap(({ sources }) => sources)) read.add(resolve(file))
  if (options.junit !== undefined) await writeFile(options.junit, junit(results))
  const timeline = options.timeline === true || (scenarios.length === 1 && configs.length === 0)
  return {
    data: { holds: results.every(holds), results },
    lines: resultLines(results, { timeline }),
    exitCode: results.every(holds) ? 0 : 1,
  }
}

/** Says so whenever one of the files, or a new one beside it, has come to rest after a change. */
async function* changesOf(files: ReadonlySet<string>): AsyncGenerator<void> {
  let changed = Promise.withResolvers<void>()
  const watched = new Set<string>()
  for (;;) {
    for (const folder of [...files].map((file) => dirname(file))) {
      if (watched.has(folder)) continue
      watched.add(folder)
      // Our own report, written into a watched folder, is no news.
      watch(folder, (_, name) => name?.match(/\.(json|ts)$/) && changed.resolve())
    }
    await changed.promise
    await pause(100) // editors write a file in several steps
    changed = Promise.withResolvers()
    yield
  }
}
