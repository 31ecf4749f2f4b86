import { applyEdits, modify } from 'jsonc-parser'
import type { Change } from '../../shared/site/change/changes.ts'

const formattingOptions = { insertSpaces: true, tabSize: 2, eol: '\n' }

/** Makes changes in a JSON text, and leaves all of it that they do not touch as its author wrote it. */
export function editJson(text: string, changes: readonly Change[]): string {
  return changes.reduce((edited, { path, to }) => {
    return applyEdits(edited, modify(edited, [...path], to, { formattingOptions }))
  }, text)
}
