import { style } from '../print/style.ts'
import { holds, type TestResult } from './result.ts'

/** What is told beside the verdicts. */
export interface LineOptions {
  /** Every time line, not only those of stories that went wrong. */
  timeline: boolean
}

/** The results for people: one line each, and for what went wrong the lines and the whole story. */
export function resultLines(results: readonly TestResult[], { timeline }: LineOptions): string[] {
  return [...results.flatMap((result) => linesOf(result, timeline)), '', summary(results)]
}

function linesOf(result: TestResult, isTold: boolean): string[] {
  const { name, because, faults, warnings, tookMs } = result
  const isWell = holds(result)
  const mark = isWell ? style.good('✓') : style.bad('✗')
  const story = !isWell || isTold ? result.timeline : []
  return [
    `${mark} ${isWell ? name : style.strong(name)} ${style.quiet(`(${tookMs} ms)`)}`,
    ...(story.length > 0 && because ? [style.quiet(`  ${because}`)] : []),
    ...faults.map(({ where, words }) => `  ${style.bad('✗')} ${style.name(where)} ${words}`),
    ...warnings.map(({ where, words }) => `  ${style.careful('!')} ${style.name(where)} ${words}`),
    ...(story.length > 0 ? story.map((line) => `    ${line}`) : []),
  ]
}

function summary(results: readonly TestResult[]): string {
  const failed = results.filter((result) => !holds(result)).length
  const stories = results.filter(({ kind }) => kind === 'story').length
  const configs = results.length - stories
  const all = [
    ...(stories > 0 ? [`${stories} ${stories === 1 ? 'story' : 'stories'}`] : []),
    ...(configs > 0 ? [`${configs} configuration${configs === 1 ? '' : 's'}`] : []),
  ].join(' and ')
  return failed === 0
    ? style.good(`${all} ${results.length === 1 ? 'holds' : 'hold'}.`)
    : style.bad(`${failed} of ${results.length} ${failed === 1 ? 'does' : 'do'} not hold (${all}).`)
}
