import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { Command } from '@commander-js/extra-typings'
import type { PublishedConfig } from '../../shared/api/admin-api.ts'
import { type Change, changesBetween } from '../../shared/site/change/changes.ts'
import { findConfig, isCode, readDocument } from '../config/read-config.ts'
import { Failure } from '../failure.ts'
import { changeLines, countChanges } from '../plan/change-lines.ts'
import { editJson } from '../plan/edit-json.ts'
import { readBase, writeBase } from '../plan/lock.ts'
import { mergeDocuments } from '../plan/merge.ts'
import { comparable } from '../plan/survey.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { type Admin, openAdmin } from '../site/admin.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, nameOf, siteOption, type Target, urlOption } from '../site/target.ts'

/** `attune pull` */
export const pullCommand = new Command('pull')
  .summary('bring the configuration in force into a file')
  .description(
    `Writes the configuration in force into a file, and into attune.lock.json which version it was. Into a file that you have changed it brings what others have published since, and keeps what you changed; where both changed the same, you choose.`
  )
  .argument(
    '[file]',
    'the file (default: the configuration of this folder, else attune.config.json)'
  )
  .option('--mine', 'where both changed the same, keep yours')
  .option('--theirs', 'where both changed the same, take what is in force')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText('after', '\nExample:\n  attune pull && attune plan')
  .action((file, options) => carryOut(options, () => pull(file, options)))

interface PullOptions extends TargetOptions {
  mine?: true | undefined
  theirs?: true | undefined
}

async function pull(named: string | undefined, options: PullOptions): Promise<Outcome> {
  const connection = await connect(options, 'admin')
  const admin = openAdmin(connection)
  const live = await admin.config()
  if (live === undefined) {
    const advice = 'Write attune.config.json, then attune apply.'
    throw new Failure('not_found', `${nameOf(connection)} has no configuration yet.`, [advice])
  }
  const file = findConfig(named) ?? 'attune.config.json'
  if (!existsSync(file)) return begin(file, live, connection)
  const merged = await merge(file, { live, admin, target: connection, options })
  await writeBase(file, connection, live.version)
  return outcome(file, live, merged)
}

/** A file that was not there: the whole document, for editors to complete and check. */
async function begin(file: string, live: PublishedConfig, target: Target): Promise<Outcome> {
  if (isCode(file)) {
    const advice = 'attune pull attune.config.json writes it as JSON to begin with.'
    throw new Failure('by_hand', `${file} is code: its author writes it.`, [advice])
  }
  const document = { $schema: `${target.url}/config.schema.json`, ...comparable(live.config) }
  await writeFile(file, `${JSON.stringify(document, null, 2)}\n`)
  await writeBase(file, target, live.version)
  return {
    data: { file, version: live.version, changes: [] },
    lines: [`${style.good('✓')} ${file}: version ${live.version} of ${nameOf(target)}.`],
  }
}

interface MergeInput {
  live: PublishedConfig
  admin: Admin
  target: Target
  options: PullOptions
}

/** What a pull has made of a file that was there. */
interface Merged {
  /** What was brought in. */
  came: Change[]
  /** In how many places the file still says something of its own. */
  own: number
}

/** Brings what others have published into the file. */
async function merge(file: string, { live, admin, target, options }: MergeInput): Promise<Merged> {
  const document = await readDocument(file)
  const mine = comparable(document.value)
  const theirs = comparable(live.config)
  if (changesBetween(mine, theirs).length === 0) return { came: [], own: 0 }
  const base = await readBase(file, target)
  if (base === undefined && !options.mine && !options.theirs) {
    throw new Failure('no_base', `${file} was never pulled from ${nameOf(target)}.`, [
      'attune pull --theirs  replaces what differs by what is in force',
      'attune pull --mine    keeps the file; attune plan then shows what it would change',
    ])
  }
  const began = base ? comparable((await admin.version(base)).config) : options.mine ? theirs : mine
  const preference = options.mine ? 'mine' : options.theirs ? 'theirs' : undefined
  const config = mergeDocuments({ base: began, mine, theirs }, preference)
  const came = changesBetween(mine, config)
  const merged = { came, own: changesBetween(theirs, config).length }
  if (came.length === 0) return merged
  if (isCode(file)) {
    const faults = [...changeLines(came, { from: mine, to: config }), 'Then run attune pull again.']
    throw new Failure('by_hand', `Write these changes into ${file}:`, faults)
  }
  await writeFile(file, editJson(await readFile(file, 'utf8'), came))
  return merged
}

function outcome(file: string, live: PublishedConfig, { came, own }: Merged): Outcome {
  const { version, by } = live
  const sides = { from: {}, to: comparable(live.config) }
  const brought = `now has what version ${version} by ${by} brought: ${countChanges(came)}`
  const all = own === 0 ? `says what version ${version} says` : `began with version ${version} now`
  return {
    data: { file, version, changes: came, own },
    lines: [
      `${style.good('✓')} ${file} ${came.length > 0 ? brought : all}.`,
      ...changeLines(came, sides),
      ...(own > 0 ? [style.quiet('  What is yours in it: attune plan.')] : []),
    ],
  }
}
