import type { AuditAnswer } from '../../shared/api/admin-api.ts'
import type { JsonObject } from '../../shared/event/json.ts'

type Entry = AuditAnswer['entries'][number]

const deeds: Record<string, string> = {
  'config.published': 'published version {version}',
  'config.rolled_back': 'went back, with version {version}',
  'draft.saved': 'worked on the draft',
  'draft.discarded': 'threw the draft away',
  'key.created': 'made a {kind} key',
  'key.revoked': 'revoked a {kind} key',
  'identity_key.added': 'added the identity key {kid}',
  'identity_key.removed': 'removed the identity key {kid}',
  'source_secret.set': 'set the secret of the source {source}',
  'source_secret.removed': 'removed the secrets of the source {source}',
  'channel.switched_off': 'switched the channel {channel} off',
  'channel.switched_on': 'switched the channel {channel} on',
  'proposal.made': 'made proposal {id}',
  'proposal.approved': 'approved proposal {id}, version {version}',
  'proposal.declined': 'declined proposal {id}',
  'proposal.withdrawn': 'took proposal {id} back',
  'member.invited': 'invited {email} as {role}',
  'member.uninvited': 'took the invitation of {email} back',
  'member.joined': 'joined as {role}',
  'member.removed': 'removed {email}',
  'member.role_changed': 'made {email} {role}',
  'member.password_changed': 'chose a new password',
  'access_key.created': 'made the access key {name}',
  'access_key.revoked': 'revoked the access key {name}',
  'sign_on.changed': 'changed who may sign on',
}

/** What somebody did, with the note they gave; deeds the console does not know are told as they are. */
export function deedInWords(did: string, detail: JsonObject): string {
  const { note } = detail
  const words = Object.hasOwn(deeds, did) ? deeds[did] : undefined
  if (words === undefined) return `${did} ${JSON.stringify(detail)}`
  const said = words.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = Object.hasOwn(detail, name) ? detail[name] : undefined
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '…'
  })
  return typeof note === 'string' && note !== '' ? `${said}: ${note}` : said
}

/** The same deed of the same person in a row is one line: a draft is saved at every rest. */
export function gathered(entries: readonly Entry[]): (Entry & { times: number })[] {
  const lines: (Entry & { times: number })[] = []
  for (const entry of entries) {
    const last = lines.at(-1)
    const isSame = last?.by === entry.by && last.did === entry.did && entry.did === 'draft.saved'
    if (last && isSame) last.times += 1
    else lines.push({ ...entry, times: 1 })
  }
  return lines
}
