import { Command } from '@commander-js/extra-typings'
import type { VersionsAnswer } from '../../shared/api/admin-api.ts'
import { ago } from '../print/ago.ts'
import { confirm } from '../print/confirm.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { openAdmin } from '../site/admin.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, nameOf, siteOption, toVersion, urlOption } from '../site/target.ts'

/** `attune rollback` */
export const rollbackCommand = new Command('rollback')
  .summary('put an older version back in force')
  .description(
    'Puts the content of an older version in force again, as a version of its own. Without a version, lists those there are.'
  )
  .argument('[version]', 'number of the version', toVersion)
  .option('-y, --yes', 'do not ask')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText('after', '\nExamples:\n  attune rollback\n  attune rollback 12 --yes')
  .action((version, options) => carryOut(options, () => rollback(version, options)))

const mostListed = 15

async function rollback(
  version: number | undefined,
  options: TargetOptions & { yes?: true | undefined }
): Promise<Outcome> {
  const connection = await connect(options, 'admin')
  const admin = openAdmin(connection)
  if (version === undefined) return listed(await admin.versions(), Date.now())
  const question = `Put version ${version} back in force at ${nameOf(connection)}?`
  await confirm(question, options.yes === true)
  const answer = await admin.rollback(version)
  return {
    data: { version: answer.version, of: version },
    lines: [
      `${style.good('✓')} Version ${answer.version} is in force at ${nameOf(connection)}: it says what version ${version} said.`,
      style.quiet('  Your file still says what it said: attune pull, or attune plan.'),
    ],
  }
}

function listed({ versions }: VersionsAnswer, now: number): Outcome {
  const shown = versions.slice(0, mostListed).map(({ version, at, by, note }, i) => {
    const mark = i === 0 ? style.good('●') : ' '
    return `${mark} ${String(version).padStart(4)}  ${ago(at, now).padEnd(14)} ${by}${note ? `: ${note}` : ''}`
  })
  const more = versions.length - shown.length
  return {
    data: { versions },
    lines: [...shown, ...(more > 0 ? [style.quiet(`       and ${more} older`)] : [])],
  }
}
