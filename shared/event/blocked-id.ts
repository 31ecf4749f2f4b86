/** What programs write when they know nobody: joining people by it would join strangers. */
const blocked = new Set([
  'anonymous',
  'false',
  'guest',
  'n/a',
  'na',
  'nan',
  'nil',
  'none',
  'null',
  'true',
  'undefined',
  'unknown',
  '(null)',
  '(none)',
  '[object object]',
])

/** Whether a text is no id at all: empty, zeros, `-1`, `null`, `anonymous` and their like. */
export function isBlockedId(id: string): boolean {
  const text = id.trim().toLowerCase()
  // Zeros and dashes cover the nil UUID and the advertising id of who opted out, as in Segment.
  return text === '-1' || /^[0-]*$/.test(text) || blocked.has(text)
}
