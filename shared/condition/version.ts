import type { Json } from '../event/json.ts'

/**
 * A version as a text that sorts like the version: numbers padded to five digits, and `~`, the last
 * ASCII character, behind a plain `1.2.3`, so that it comes after its pre-releases. Build information
 * and a leading `v` do not count; what is no version is version 0.
 */
export function sortableVersion(version: Json): string {
  const text = typeof version === 'number' ? String(version) : version
  const plain = typeof text === 'string' && text !== '' ? text : '0'
  const start = plain.startsWith('v') ? 1 : 0
  const build = plain.indexOf('+')
  const parts = plain.slice(start, build < 0 ? undefined : Math.max(start, build)).split(/[-.]/)
  if (parts.length === 3) parts.push('~')
  return parts.map((part) => (/^\d+$/.test(part) ? part.padStart(5) : part)).join('-')
}
