import { createHash } from 'node:crypto'
import { Command } from '@commander-js/extra-typings'
import type { Receipt } from '../../shared/decide/decision.ts'
import { timeOfDecision } from '../../shared/decide/decision-time.ts'
import { formatWhen } from '../../shared/journey/scenario/when.ts'
import { Failure } from '../failure.ts'
import { type ExplainedDecision, readDecision, writeDecision } from '../person/decision-file.ts'
import {
  type ExplainedCandidate,
  explainReceipt,
  type Replayed,
  replayReceipt,
} from '../person/why.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { openAdmin } from '../site/admin.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, siteOption, urlOption } from '../site/target.ts'

/** `attune explain` */
export const explainCommand = new Command('explain')
  .summary('why somebody saw something, and what it would have taken')
  .description(
    `Explains a decision in words, by the rules of its moment: what became of every action that could have been there, and the smallest change by which it would have won. Decisions are kept for 30 days; a saved one is explained and repeated for ever, without a server.`
  )
  .argument('<decision>', 'id of a decision, or a file that --save wrote')
  .option('--of <person>', 'for whom it was made: profile id, or kind:value such as user_id:mei')
  .option('--action <name>', 'what it would have taken for this action only')
  .option('--replay', 'decide again from the receipt and compare, byte for byte')
  .option('--save <file>', 'write receipt and rules into a file (it holds facts of a person)')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune profile user_id:mei                      # lists the decisions
  attune explain mi9k2-8qPzT1xYw0Aa.hero --of user_id:mei
  attune explain why.json --replay                # offline`
  )
  .action((decision, options) => carryOut(options, () => explain(decision, options)))

interface ExplainOptions extends TargetOptions {
  of?: string | undefined
  action?: string | undefined
  replay?: true | undefined
  save?: string | undefined
}

async function explain(named: string, options: ExplainOptions): Promise<Outcome> {
  const madeAt = timeOfDecision(named)
  const decision =
    madeAt === undefined ? await readDecision(named) : await fetchDecision(named, madeAt, options)
  const { receipt, config, person } = decision
  if (options.save !== undefined) await writeDecision(options.save, decision)
  const { headline, candidates } = explainReceipt(receipt, config, options.action)
  const replayed = options.replay ? replayReceipt(receipt, config) : undefined
  return {
    data: { person, receipt, headline, candidates, ...(replayed && { replayed }) },
    lines: [
      style.strong(headline),
      style.quiet(`  ${momentOf(receipt, person)}`),
      '',
      ...candidates.flatMap(candidateLines),
      ...(replayed ? ['', ...replayLines(replayed)] : []),
    ],
    exitCode: replayed?.isSame === false ? 1 : 0,
  }
}

/** The admin API tells decisions in a person's time line: the wanted one is the first before its end. */
async function fetchDecision(
  id: string,
  madeAt: number,
  options: ExplainOptions
): Promise<ExplainedDecision> {
  const person = options.of
  if (person === undefined) {
    throw new Failure('no_person', 'For whom was it made? Add --of user_id:mei, or a profile id.')
  }
  const admin = openAdmin(await connect(options, 'admin'))
  const { entries } = await admin.timeline(person, madeAt + 1)
  const entry = entries.find((one) => one.kind === 'decision' && one.receipt.id === id)
  if (entry?.kind !== 'decision') {
    const advice = `attune profile ${person} lists those there are; they are kept for 30 days.`
    throw new Failure('not_found', 'There is no such decision of this person.', [advice])
  }
  const { config } = await admin.version(entry.receipt.config)
  return { attuneDecision: 1, person, receipt: entry.receipt, config }
}

function momentOf({ now, config, facts }: Receipt, person: string): string {
  const { 'request.timezone': zone } = facts
  const when = formatWhen(now, typeof zone === 'string' ? zone : 'UTC')
  return `for ${person}, ${when} by their clock, by version ${config} of the rules`
}

function candidateLines({ action, outcome, words, needed }: ExplainedCandidate): string[] {
  const mark = outcome === 'chosen' ? style.good('✓') : style.quiet('·')
  // A reason that names the only thing that was needed has said it all.
  const isSaid = needed?.wins && needed.needs.every((need) => words.includes(need.words))
  const more = needed === undefined || isSaid ? [] : neededLines(needed)
  return [`${mark} ${style.strong(action)}  ${words}`, ...more]
}

function neededLines({ wins, needs, obstacle }: NonNullable<ExplainedCandidate['needed']>) {
  const head = wins ? 'would have won if:' : 'could not have won:'
  const all = [...needs.map(({ words }) => words), ...(obstacle ? [obstacle] : [])]
  return [style.quiet(`    ${head}`), ...all.map((words) => style.quiet(`      ${words}`))]
}

function replayLines({ isSame, then, again }: Replayed): string[] {
  const digest = createHash('sha256').update(again).digest('hex').slice(0, 16)
  if (isSame) {
    const bytes = Buffer.byteLength(again)
    return [
      `${style.good('✓')} Decided again: the same receipt, ${bytes} bytes, sha256 ${digest}….`,
    ]
  }
  return [
    `${style.bad('✗')} Decided again, and differently:`,
    `  then  ${then}`,
    `  again ${again}`,
  ]
}
