import { Command } from '@commander-js/extra-typings'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { openProgress } from '../print/progress.ts'
import { style } from '../print/style.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, siteOption, urlOption } from '../site/target.ts'
import { exportAll } from '../transfer/export.ts'
import { bulkFile, transferKind } from '../transfer/target-file.ts'

/** `attune export` */
export const exportCommand = new Command('export')
  .summary('write all people or events into a file')
  .description(
    `Writes all profiles or events of a site into a file, streamed, page by page. Interrupted, the same command goes on where it stopped: FILE.cursor remembers the place. The file holds personal data and is readable by you alone. Needs a secret key.`
  )
  .argument('<what>', 'profiles or events')
  .argument('<file>', '*.ndjson or *.csv, with .gz behind it to pack it')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText('after', '\nExample:\n  attune export profiles people.ndjson.gz')
  .action((what, file, options) => carryOut(options, () => exportData(what, file, options)))

async function exportData(what: string, path: string, options: TargetOptions): Promise<Outcome> {
  const kind = transferKind(what)
  const file = bulkFile(path)
  const connection = await connect(options, 'secret')
  const progress = openProgress('Exporting', 'people')
  const exported = await exportAll({
    ...{ connection, kind, file },
    onPage: (people, total) => progress.advance(people, total),
  }).finally(progress.end)
  const { lines, bytes, pages, resumedAfter } = exported
  const resumed = resumedAfter > 0 ? `, begun earlier with ${resumedAfter} of them` : ''
  return {
    data: { file: path, kind, ...exported },
    lines: [
      `${style.good('✓')} ${path}: ${lines} lines, ${bytes} bytes, in ${pages} page${pages === 1 ? '' : 's'}${resumed}.`,
    ],
  }
}
