import type { SignOn } from '../../shared/api/access-api.ts'
import { type Role, roles } from '../../shared/api/roles.ts'
import { first } from '../site/storage.ts'

/** Somebody whom the identity provider vouches for. */
export interface Colleague {
  email: string
  groups: readonly string[]
}

const setting = 'sign-on'

/** The site's rules; none at first. */
export function readSignOn(sql: SqlStorage): SignOn {
  const row = first(
    sql.exec<{ value: string }>('SELECT value FROM settings WHERE name = ?', setting)
  )
  return row ? JSON.parse(row.value) : { rules: [] }
}

/** Keeps the site's rules. */
export function keepSignOn(sql: SqlStorage, signOn: SignOn): void {
  sql.exec('INSERT OR REPLACE INTO settings VALUES (?, ?)', setting, JSON.stringify(signOn))
}

/** The highest role that the rules give somebody; nothing, when none is about them. */
export function roleByRules({ rules }: SignOn, { email, groups }: Colleague): Role | undefined {
  const given = rules
    .filter(({ who }) =>
      'group' in who ? groups.includes(who.group) : email.endsWith(`@${who.domain}`)
    )
    .map(({ role }) => role)
  return roles.findLast((role) => given.includes(role))
}
