import { RE2JS } from 're2js'
import { createRecent } from '../memory/recent.ts'
import type { RegexEngine } from './regex.ts'

const maxPatterns = 1_000

/** Regular expressions in linear time, whatever the pattern: RE2's algorithm, compiled once. */
export function createRegexEngine(): RegexEngine {
  const compiled = createRecent<RE2JS>(maxPatterns)
  return (pattern, flags) => {
    const key = `${flags}/${pattern}`
    const known = compiled.get(key)
    if (known) return known
    const fresh = RE2JS.compile(pattern, flags === 'i' ? RE2JS.CASE_INSENSITIVE : 0)
    compiled.set(key, fresh)
    return fresh
  }
}
