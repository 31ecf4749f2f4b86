import { stat } from 'node:fs/promises'
import { Command } from '@commander-js/extra-typings'
import { Failure } from '../failure.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { openProgress } from '../print/progress.ts'
import { style } from '../print/style.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, siteOption, urlOption } from '../site/target.ts'
import { type Imported, importAll } from '../transfer/import.ts'
import { bulkFile, transferKind } from '../transfer/target-file.ts'

const mostTold = 20

/** `attune import` */
export const importCommand = new Command('import')
  .summary('bring people or events in from a file')
  .description(
    `Sends a file of profiles or events to a site, streamed, in parts. It may be repeated: what is known already changes nothing. Interrupted, the same command goes on where it stopped: FILE.cursor remembers the place. Exit code 1 when lines were refused. Needs a secret key.`
  )
  .argument('<what>', 'profiles or events')
  .argument('<file>', '*.ndjson or *.csv, or the same with .gz')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText('after', '\nExample:\n  attune import events orders-2026.csv.gz')
  .action((what, file, options) => carryOut(options, () => importData(what, file, options)))

async function importData(what: string, path: string, options: TargetOptions): Promise<Outcome> {
  const kind = transferKind(what)
  const file = bulkFile(path)
  const { size } = await stat(path).catch(() => {
    throw new Failure('not_found', `${path} is not there.`)
  })
  const connection = await connect(options, 'secret')
  const progress = openProgress('Importing', 'bytes')
  let done = 0
  const imported = await importAll({
    ...{ connection, kind, file },
    onBytes(bytes) {
      // How long a packed file is, nobody knows before its end.
      progress.advance(bytes - done, file.isPacked ? bytes : size)
      done = bytes
    },
  }).finally(progress.end)
  return {
    data: { file: path, kind, ...imported },
    lines: reportLines(path, imported),
    exitCode: imported.refused > 0 ? 1 : 0,
  }
}

function reportLines(path: string, imported: Imported): string[] {
  const { lines, added, known, refused, problems, resumedAfter } = imported
  const mark = refused > 0 ? style.bad('✗') : style.good('✓')
  const resumed = resumedAfter > 0 ? ` Went on after line ${resumedAfter}.` : ''
  const more = refused - Math.min(problems.length, mostTold)
  return [
    `${mark} ${path}: ${lines} lines: ${added} new, ${known} known already, ${refused} refused.${resumed}`,
    ...problems.slice(0, mostTold).map(({ line, path: at, message, code }) => {
      const place = style.name(`${path}:${line}`)
      return `  ${place} ${at === '' ? '' : `${at}: `}${message} ${style.quiet(`(${code})`)}`
    }),
    ...(more > 0 ? [`  … and ${more} more; --json tells up to 1,000.`] : []),
  ]
}
