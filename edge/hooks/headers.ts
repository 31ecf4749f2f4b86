import type { Proof } from '../../shared/hooks/source.ts'

/** Where a request came from, and what proves it: nothing of that is kept or shown to a mapping. */
const foreign = new Set(['x-forwarded-for', 'x-real-ip', 'x-forwarded-host', 'x-client-ip'])

/** The provider's own headers, names in lower case: what a mapping may ask for, and a replay needs. */
export function ownHeaders(headers: Headers, proof: Proof): Record<string, string> {
  const secret = 'header' in proof ? proof.header?.toLowerCase() : undefined
  const kept: Record<string, string> = {}
  for (const [name, value] of headers) {
    const isOwn = /^(?:x|webhook|svix)-/.test(name) && !foreign.has(name)
    if (isOwn && name !== secret && value.length <= maxLength) kept[name] = value
  }
  return kept
}

const maxLength = 1_024
