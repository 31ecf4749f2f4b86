/** Why a webhook may not go there. */
export type UrlFault =
  | 'not_https'
  | 'malformed'
  | 'has_credentials'
  | 'other_port'
  | 'ip_address'
  | 'single_label'
  | 'private_name'

/**
 * Host, then what may follow it. Deliberately narrower than the URL standard: what is refused here
 * (escapes, other alphabets, backslashes, tabs) is what parsers read differently.
 */
const https = /^https:\/\/([a-z0-9.-]+)(:443)?([/?#][\x21-\x5b\x5d-\x7e]*)?$/i

/** Names that lead into somebody's own network, or nowhere. */
const privateSuffixes = [
  'localhost',
  'local',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'home.arpa',
  'in-addr.arpa',
  'ip6.arpa',
  'onion',
  'test',
  'invalid',
  // Answer with the address that is written in the name.
  'nip.io',
  'sslip.io',
  'xip.io',
  'localtest.me',
  'lvh.me',
]

/**
 * Checks where a webhook goes, when it is saved and again when it is sent. A name may still resolve
 * to a private address; that only the network can refuse, and the Workers runtime does.
 */
export function checkWebhookUrl(
  url: string,
  { ownHosts = [] }: { ownHosts?: readonly string[] } = {}
): UrlFault | undefined {
  if (!/^https:\/\//i.test(url)) return 'not_https'
  const authority = /^https:\/\/([^/?#\\]*)/i.exec(url)?.[1] ?? ''
  if (authority.includes('@')) return 'has_credentials'
  if (authority.startsWith('[')) return 'ip_address'
  if (/:(?!443$)\d*$/.test(authority)) return 'other_port'
  const host = https.exec(url)?.[1]?.toLowerCase()
  return host === undefined ? 'malformed' : faultOf(host.replace(/\.$/, ''), ownHosts)
}

function faultOf(host: string, ownHosts: readonly string[]): UrlFault | undefined {
  const labels = host.split('.')
  const last = labels.at(-1) ?? ''
  if (!labels.every(isLabel)) return 'malformed'
  // Parsers take a last label of digits, or hexadecimal ones, for an address in some notation. No
  // top-level domain lacks a letter either, so `127.0.0.1-80` is not worth a doubt.
  if (/^([\d-]+|0x[0-9a-f]*)$/.test(last)) return 'ip_address'
  if (labels.length < 2) return 'single_label'
  const isUnder = (suffix: string) => host === suffix || host.endsWith(`.${suffix}`)
  return [...privateSuffixes, ...ownHosts].some(isUnder) ? 'private_name' : undefined
}

function isLabel(label: string): boolean {
  return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label)
}
