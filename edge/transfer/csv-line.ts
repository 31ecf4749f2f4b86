/** A line of CSV (RFC 4180). Lists and objects are JSON. */
export function csvLine(cells: readonly unknown[]): string {
  return cells.map(cellOf).join(',')
}

/** What begins like a formula is quoted with an apostrophe, or a spreadsheet would run it. */
function cellOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value)
  const isFormula = typeof value === 'string' && /^[=+\-@\t\r]/.test(text)
  const safe = isFormula ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
