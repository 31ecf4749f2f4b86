import { type Diagnostic, linter } from '@codemirror/lint'
import type { EditorView } from '@codemirror/view'
import type { Json } from '../../shared/event/json.ts'
import { withChange } from '../../shared/site/change/changes.ts'
import { asConfig, plain } from '../admin/workspace.ts'
import { check } from '../publish/check.ts'
import type { Surroundings } from './complete.ts'
import { rangeOf } from './place.ts'

/** Shows what publishing would say, at the line it speaks of. */
export function problemsFor(around: () => Surroundings) {
  return linter((view) => diagnose(view, around()), { delay: 300 })
}

function diagnose(view: EditorView, { config, under }: Surroundings): Diagnostic[] {
  const parsed = parse(view.state.doc.toString())
  if ('fault' in parsed) return [faultOf(view, parsed.fault)]
  const document =
    under.length === 0 ? parsed.json : withChange(plain(config), { path: under, to: parsed.json })
  const result = check(asConfig(document), Date.now())
  const found =
    'problems' in result
      ? result.problems.map((one) => ({ ...one, severity: 'error' as const }))
      : result.warnings.map((one) => ({ ...one, severity: 'warning' as const }))
  const place = under.join('.')
  return found
    .filter(({ path }) => place === '' || path === place || path.startsWith(`${place}.`))
    .map(({ path, message, severity }) => {
      const inner = path.slice(place === '' ? 0 : place.length + 1)
      const range = rangeOf(view.state, inner === '' ? [] : inner.split('.'))
      return { ...range, severity, message }
    })
}

/** A text as JSON, or why it is none. */
export function parse(text: string): { json: Json } | { fault: string } {
  try {
    return { json: JSON.parse(text) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}

/** Browsers tell the place in words: `at position 12`, or `at line 2 column 3`. */
function faultOf({ state: { doc } }: EditorView, message: string): Diagnostic {
  const position = /position (\d+)/.exec(message)?.[1]
  const [, line, column] = /line (\d+) column (\d+)/.exec(message) ?? []
  const at = position
    ? Number(position)
    : line && column
      ? doc.line(Math.min(Number(line), doc.lines)).from + Number(column) - 1
      : doc.length
  const from = Math.max(0, Math.min(at, doc.length) - 1)
  return { from, to: Math.min(from + 1, doc.length), severity: 'error', message }
}
