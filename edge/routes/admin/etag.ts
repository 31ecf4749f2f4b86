import { type Refusal, refuse } from '../../http/problem.ts'

/** A configuration's version as an ETag. */
export function etag(version: number): string {
  return `"${version}"`
}

/** The version that an editor started from, by `If-Match`; nothing when none was named. */
export function expectedVersion(request: Request): number | undefined | Refusal {
  const header = request.headers.get('if-match')
  if (header === null || header === '*') return undefined
  const [, version] = /^(?:W\/)?"(\d{1,15})"$/.exec(header.trim()) ?? []
  if (version !== undefined) return Number(version)
  return refuse('precondition_failed', 'Send the ETag of the version you started from.')
}
