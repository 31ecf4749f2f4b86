import type { ImportReport } from '../../shared/api/transfer-api.ts'
import type { Problem } from '../../shared/condition/condition.ts'
import type { JsonObject } from '../../shared/event/json.ts'

/** A line with its place in the request. */
export interface Line {
  line: number
  record: JsonObject | undefined
}

/** Counts what becomes of lines. */
export interface Tally {
  readonly report: ImportReport
  refuse(line: number, problem: Problem): void
}

/** Faults that are told of one request. */
const maxProblems = 100

/** Begins to count. */
export function createTally(lines: number): Tally {
  const report: ImportReport = { lines, added: 0, known: 0, refused: 0, problems: [] }
  return {
    report,
    refuse(line, { code, path, message }) {
      report.refused += 1
      if (report.problems.length < maxProblems) report.problems.push({ line, code, path, message })
    },
  }
}
