/**
 * A linear-time regular expression engine (RE2JS at the edge). Patterns come from site owners, so the
 * platform's own backtracking engine is never an option. May throw on a pattern it refuses.
 */
export type RegexEngine = (pattern: string, flags: '' | 'i') => { test(text: string): boolean }

/** Longer texts are cut before a pattern sees them. */
export const maxRegexInput = 2_048
