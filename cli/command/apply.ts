import { Command } from '@commander-js/extra-typings'
import { checkLines } from '../config/check.ts'
import { readConfig } from '../config/read-config.ts'
import { Failure } from '../failure.ts'
import { writeBase } from '../plan/lock.ts'
import { isPlan, type Plan, planOf, readPlan } from '../plan/plan-file.ts'
import { obstacleLines, planLines, summaryOf } from '../plan/plan-lines.ts'
import { obstacleOf, overtaken, type Survey, survey } from '../plan/survey.ts'
import { confirm } from '../print/confirm.ts'
import { carryOut, type Outcome, type PrintOptions, textOf } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { openAdmin } from '../site/admin.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, nameOf, overOption, siteOption, urlOption } from '../site/target.ts'

/** `attune apply` */
export const applyCommand = new Command('apply')
  .summary('publish a configuration')
  .description(
    `Shows the plan, asks, and publishes the configuration as a new version: over exactly the version that was planned, never over anybody's work. Whoever was faster wins, and you are told.`
  )
  .argument(
    '[file]',
    'a configuration, or a *.plan.json (default: the configuration of this folder)'
  )
  .option('-m, --message <text>', 'why, for the list of versions and the audit log')
  .option('-y, --yes', 'do not ask')
  .addOption(overOption)
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune apply --message "Lamps for who looks at lamps"
  attune apply spring.plan.json --yes           # in CI`
  )
  .action((file, options) => carryOut(options, () => apply(file, options)))

interface ApplyOptions extends TargetOptions, PrintOptions {
  message?: string | undefined
  yes?: true | undefined
  over?: number | undefined
}

async function apply(named: string | undefined, options: ApplyOptions): Promise<Outcome> {
  if (named !== undefined && isPlan(named)) {
    const plan = await readPlan(named)
    return publish(plan, { ...options, url: plan.url, site: plan.site }, [])
  }
  const now = Date.now()
  const document = await readConfig(named)
  const connection = await connect(options, 'admin')
  const surveyed = await survey(document, connection, { now, over: options.over })
  refuseUnfit(surveyed, now)
  if (surveyed.changes.length === 0) {
    if (surveyed.live) await writeBase(document.file, connection, surveyed.live.version)
    const data = { version: surveyed.live?.version ?? 0, changes: 0 }
    return { data, lines: [`No changes: version ${data.version} is in force already.`] }
  }
  const shown = [...planLines(surveyed, now), '', summaryOf(surveyed), '']
  if (!options.json) process.stdout.write(`${textOf(shown)}\n`)
  await confirm(`Publish this to ${nameOf(connection)}?`, options.yes === true)
  return publish(planOf(surveyed), options, surveyed.checked.warnings)
}

/** Ends the command when a survey must not be applied. */
function refuseUnfit(surveyed: Survey, now: number): void {
  const { checked, document } = surveyed
  if (checked.problems.length > 0) {
    const faults = checkLines({ problems: checked.problems, warnings: [] })
    throw new Failure('invalid_config', `${document.file} may not be published.`, faults)
  }
  const [message, ...faults] = obstacleLines(surveyed, now)
  if (message === undefined) return
  throw new Failure(
    obstacleOf(surveyed) === 'no_base' ? 'no_base' : 'version_conflict',
    message,
    faults
  )
}

async function publish(
  plan: Plan,
  options: ApplyOptions,
  warnings: Survey['checked']['warnings']
): Promise<Outcome> {
  const connection = await connect(options, 'admin')
  const { config, over, changes } = plan
  const publication = { config, over, note: options.message ?? '' }
  const admin = openAdmin(connection)
  const answer = await admin.publish(publication).catch((error: unknown) => {
    if (!(error instanceof Failure)) throw error
    if (error.code === 'version_conflict') throw overtaken(over)
    if (error.code === 'approval_needed') return undefined
    throw error
  })
  if (answer === undefined) {
    const { id } = await admin.propose(publication)
    return proposed(id, plan)
  }
  await writeBase(plan.file, connection, answer.version)
  return {
    data: { version: answer.version, over, changes, warnings: answer.warnings },
    lines: [
      ...checkLines({ problems: [], warnings }),
      `${style.good('✓')} Version ${answer.version} is in force at ${nameOf(connection)}.`,
      ...(over > 0 ? [style.quiet(`  attune rollback ${over} takes it back.`)] : []),
    ],
  }
}

/** The site asks for a second person: nothing is in force yet. */
function proposed(id: number, { over, changes }: Plan): Outcome {
  return {
    data: { proposal: id, over, changes },
    lines: [
      `${style.careful('…')} Proposed as number ${id}: this site asks for a second person.`,
      '  Somebody else publishes it in the console, under Publishing.',
    ],
  }
}
