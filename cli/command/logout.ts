import { Command } from '@commander-js/extra-typings'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { findTarget, type TargetOptions } from '../site/connect.ts'
import { forgetKeys } from '../site/credentials.ts'
import { jsonOption, nameOf, siteOption, urlOption } from '../site/target.ts'

/** `attune logout` */
export const logoutCommand = new Command('logout')
  .summary('forget the keys of a site')
  .description(
    'Removes the keys of a site from this machine. The keys themselves stay in force: an owner revokes them in the console.'
  )
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText('after', '\nExample:\n  attune logout --site shop')
  .action((options) => carryOut(options, () => logout(options)))

async function logout(options: TargetOptions): Promise<Outcome> {
  const target = await findTarget(options)
  const wereThere = await forgetKeys(target)
  const words = wereThere ? 'forgotten on this machine.' : 'no key was stored.'
  return {
    data: { ...target, wereThere },
    lines: [`${style.good('✓')} ${nameOf(target)}: ${words}`],
  }
}
