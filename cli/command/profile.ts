import { Command } from '@commander-js/extra-typings'
import { Failure } from '../failure.ts'
import { writePerson } from '../person/person-file.ts'
import { portraitSchema } from '../person/portrait.ts'
import { portraitLines } from '../person/portrait-lines.ts'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { openAdmin } from '../site/admin.ts'
import { connect, type TargetOptions } from '../site/connect.ts'
import { jsonOption, siteOption, urlOption } from '../site/target.ts'

/** `attune profile` */
export const profileCommand = new Command('profile')
  .summary('a person in words')
  .description(
    'Tells of one person: ids, traits and where they come from, segments, consent, and what happened and was decided lately.'
  )
  .argument('<person>', 'profile id, or kind:value: user_id:mei, anonymous_id:…, email:…')
  .option('--sensitive', 'show sensitive traits as well')
  .option('--save <file>', 'keep the person as they are now, for stories that go on from there')
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune profile user_id:mei
  attune profile user_id:mei --save mei.person.json    # then "person": { "recorded": "mei.person.json" }`
  )
  .action((ref, options) => carryOut(options, () => profile(ref, options)))

interface ProfileOptions extends TargetOptions {
  sensitive?: true | undefined
  save?: string | undefined
}

async function profile(ref: string, options: ProfileOptions): Promise<Outcome> {
  const admin = openAdmin(await connect(options, 'admin'))
  const [found, { entries }] = await Promise.all([admin.profile(ref), admin.timeline(ref)])
  const portrait = portraitSchema.safeParse(found)
  if (!portrait.success) {
    throw new Failure(
      'unknown_answer',
      'The server tells of people in a way this command cannot read.',
      ['Use the attune of the same version as the server.']
    )
  }
  const now = Date.now()
  if (options.save !== undefined) await writePerson(options.save, await admin.exported(ref), now)
  const shown = { now, isSensitiveShown: options.sensitive === true }
  return {
    data: { profile: found, timeline: entries },
    lines: portraitLines(portrait.data, entries, shown),
  }
}
