import { Command } from '@commander-js/extra-typings'
import { carryOut, type Outcome } from '../print/outcome.ts'
import { style } from '../print/style.ts'
import { openAdmin } from '../site/admin.ts'
import { call } from '../site/call.ts'
import type { Connection, TargetOptions } from '../site/connect.ts'
import { findTarget } from '../site/connect.ts'
import { credentialsFile, storeKey } from '../site/credentials.ts'
import { readKey } from '../site/read-key.ts'
import { jsonOption, nameOf, siteOption, urlOption } from '../site/target.ts'

/** `attune login` */
export const loginCommand = new Command('login')
  .summary('store a key of a site')
  .description(
    `Asks for a key of a site, tries it, and stores it in your config folder, readable by you alone. The admin key opens configuration, people and decisions; a secret key (sk_…) opens data in bulk (replay, export, import). Log in once with each. Scripts set ATTUNE_KEY and ATTUNE_SECRET_KEY instead.`
  )
  .addOption(urlOption)
  .addOption(siteOption)
  .addOption(jsonOption)
  .addHelpText(
    'after',
    `
Examples:
  attune login --url https://edge.shop.example --site shop
  attune login --url http://localhost:8787 --site demo < .attune/admin-token    # beside npm start`
  )
  .action((options) => carryOut(options, () => login(options)))

async function login(options: TargetOptions): Promise<Outcome> {
  const target = await findTarget(options)
  const key = process.env.ATTUNE_KEY || (await readKey(`Key of ${nameOf(target)}: `))
  const connection = { ...target, key }
  const kind = key.startsWith('sk_') ? 'secret' : 'admin'
  const found = kind === 'admin' ? await tryAdmin(connection) : await trySecret(connection)
  await storeKey(target, kind, key)
  const file = credentialsFile()
  return {
    data: { ...target, kind, version: found.version ?? null, file },
    lines: [
      `${style.good('✓')} ${nameOf(target)}: ${found.words}`,
      style.quiet(`  The key is in ${file}. Commands mean this site from now on.`),
    ],
  }
}

async function tryAdmin(connection: Connection) {
  const published = await openAdmin(connection).config()
  return published === undefined
    ? { words: 'nothing is published there yet.' }
    : { words: `version ${published.version} is in force.`, version: published.version }
}

/** Asks for somebody who cannot be there: only a key that opens the site is told so. */
async function trySecret(connection: Connection) {
  await call(connection, { path: '/v1/profiles/user_id:attune-login' }).catch(
    (error: { code?: string }) => {
      if (error.code !== 'not_found') throw error
    }
  )
  return { words: 'the secret key opens it.', version: undefined }
}
