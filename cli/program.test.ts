import { describe, expect, it } from 'vitest'
import { program } from './program.ts'

/** What `attune COMMAND --help` prints. */
function helpOf(name: string): string {
  const help: string[] = []
  const command = program.commands.find((one) => one.name() === name)
  command?.configureOutput({ writeOut: (text) => help.push(text) }).outputHelp()
  return help.join('')
}

describe('every command', () => {
  const names = program.commands.map((command) => command.name())

  it.each(names)('%s has a help with an example of its own', (name) => {
    expect(helpOf(name)).toMatch(new RegExp(`Examples?:\\n(.*\\n)*? +attune ${name}\\b`))
  })

  it.each(names)('%s prints JSON for scripts when it is asked to', (name) => {
    expect(helpOf(name)).toContain('--json')
  })
})
