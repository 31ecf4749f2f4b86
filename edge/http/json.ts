import { type Refusal, refuse } from './problem.ts'

/** Deeper than anything we accept, shallow enough for every recursive reader behind the border. */
const maxDepth = 64

/** Parses strict JSON in strict UTF-8, whatever the content type said. */
export function parseJson(bytes: Uint8Array): { json: unknown } | Refusal {
  const json = decode(bytes)
  // The parser's own message would quote the body, which may hold personal data.
  if (json === undefined) return refuse('malformed_json', 'Send one JSON value in UTF-8.')
  if (isDeeper(json, maxDepth)) {
    return refuse('malformed_json', `Nesting is deeper than ${maxDepth} levels.`)
  }
  return { json }
}

function decode(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes))
  } catch {
    return undefined
  }
}

/**
 * Level by level, not by recursion: V8 parses 100,000 brackets inside each other without complaint,
 * and the first recursive function that meets them dies of it.
 */
function isDeeper(json: unknown, max: number): boolean {
  let level = [json].filter(isNested)
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth >= max) return true
    level = level.flatMap((value) => Object.values(value).filter(isNested))
  }
  return false
}

function isNested(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
