import type { Problem } from '../../shared/condition/condition.ts'
import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { sourceProblems } from '../../shared/hooks/check.ts'
import { checkSite } from '../../shared/site/check.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { style } from '../print/style.ts'
import type { Document } from './read-json.ts'

/** A problem or warning, and where its author finds it. */
export interface PlacedProblem extends Problem {
  /** `attune.config.json:12:5` */
  where: string
}

/** What the check before publishing says of a document. */
export interface Checked {
  /** Undefined when there are problems. */
  config: SiteConfig | undefined
  problems: PlacedProblem[]
  warnings: PlacedProblem[]
}

/** Makes the very check that publishing makes, and finds the lines. */
export function checkDocument({ value, where }: Document, now: number): Checked {
  const checked = checkSite(value, { regex: createRegexEngine(), now, sources: sourceProblems })
  const place = (problems: Problem[]) =>
    problems.map((problem) => ({ ...problem, where: where(problem.path) }))
  return 'problems' in checked
    ? { config: undefined, problems: place(checked.problems), warnings: [] }
    : { config: checked.config, problems: [], warnings: place(checked.warnings) }
}

/** Problems and warnings as lines: where, what, and what to do. */
export function checkLines({
  problems,
  warnings,
}: Pick<Checked, 'problems' | 'warnings'>): string[] {
  const line = (mark: string) => (problem: PlacedProblem) =>
    `${mark} ${style.name(problem.where)} ${problem.path}: ${problem.message} ${style.quiet(`(${problem.code})`)}`
  return [...problems.map(line(style.bad('✗'))), ...warnings.map(line(style.careful('!')))]
}
