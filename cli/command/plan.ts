import { Command } from '@commander-js/extra-typings'
import { readConfig } from '../config/read-config.ts'
import { planOf, writePlan } from '../plan/plan-file.ts'
import { planLines, summaryOf } from '../plan/plan-lines.ts'
import { obstacleOf, type Survey, survey } from '../plan/survey.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, overOption, siteOption, urlOption } from '../site/target.ts'

/** `attune plan` */
export const planCommand = new Command('plan')
  .summary('show what a configuration would change')
  .description(
    `Compares the configuration of a file with the one in force, makes the check before publishing, and looks whether anybody's work would be lost. Changes nothing. Exit code: 0 no changes, 2 changes that may be applied, 1 problems.`
  )
  .argument('[file]', 'attune.config.ts or attune.config.json (default: the one of this folder)')
  .option('--out <file>', 'write the plan to a *.plan.json, to apply exactly this later')
  .addOption(overOption)
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune plan
  attune plan --out spring.plan.json && attune apply spring.plan.json --message "Spring"`
  )
  .action((file, options) => carryOut(options, () => plan(file, options)))

async function plan(
  named: string | undefined,
  options: TargetOptions & { out?: string | undefined; over?: number | undefined }
): Promise<Outcome> {
  const now = Date.now()
  const document = await readConfig(named)
  const surveyed = await survey(document, await connect(options, 'admin'), {
    now,
    over: options.over,
  })
  const exitCode = exitCodeOf(surveyed)
  const isOut = options.out !== undefined && exitCode !== 1
  if (isOut) await writePlan(options.out ?? '', planOf(surveyed))
  const applied = isOut ? `attune apply ${options.out}` : 'attune apply'
  return {
    data: { exitCode, ...reportOf(surveyed) },
    lines: [
      ...planLines(surveyed, now),
      ...(exitCode === 2 ? ['', `${summaryOf(surveyed)} ${applied} publishes them.`] : []),
    ],
    exitCode,
  }
}

/** 0: nothing to do. 2: changes. 1: it cannot be applied as it is. */
function exitCodeOf(surveyed: Survey): number {
  const isBarred = obstacleOf(surveyed) !== undefined || surveyed.checked.problems.length > 0
  if (isBarred) return 1
  return surveyed.changes.length === 0 ? 0 : 2
}

function reportOf(surveyed: Survey) {
  const { target, document, live, base, changes, lost, stranded, checked, draft } = surveyed
  const { problems, warnings } = checked
  return {
    ...{ ...target, file: document.file, version: live?.version ?? 0, base: base ?? null },
    ...{ changes, lost, stranded, problems, warnings, draft: draft ?? null },
    obstacle: obstacleOf(surveyed) ?? null,
  }
}
