import { Command } from '@commander-js/extra-typings'
import { loginCommand } from './command/login.ts'
import { replayCommand } from './command/replay.ts'
import { testCommand } from './command/test.ts'

const program = new Command('attune')
  .description(
    'Rules as code: what your site shows to whom, in a file, tested, planned and applied.'
  )
  .addCommand(loginCommand)
  .addCommand(testCommand)
  .addCommand(replayCommand)

await program.parseAsync()
