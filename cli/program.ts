import { readFileSync } from 'node:fs'
import { Command } from '@commander-js/extra-typings'
import { applyCommand } from './command/apply.ts'
import { explainCommand } from './command/explain.ts'
import { exportCommand } from './command/export.ts'
import { importCommand } from './command/import.ts'
import { loginCommand } from './command/login.ts'
import { logoutCommand } from './command/logout.ts'
import { planCommand } from './command/plan.ts'
import { profileCommand } from './command/profile.ts'
import { pullCommand } from './command/pull.ts'
import { replayCommand } from './command/replay.ts'
import { rollbackCommand } from './command/rollback.ts'
import { testCommand } from './command/test.ts'

const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../package.json', import.meta.url), 'utf8')
)

/** Everything that `attune` can do. */
export const program = new Command('attune')
  .version(version)
  .description(
    'Rules as code: what your site shows to whom, in a file, tested, planned and applied.'
  )
  .addCommand(loginCommand)
  .addCommand(logoutCommand)
  .addCommand(pullCommand)
  .addCommand(planCommand)
  .addCommand(applyCommand)
  .addCommand(rollbackCommand)
  .addCommand(testCommand)
  .addCommand(profileCommand)
  .addCommand(explainCommand)
  .addCommand(exportCommand)
  .addCommand(importCommand)
  .addCommand(replayCommand)
