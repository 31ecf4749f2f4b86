import { checkLines } from '../config/check.ts'
import { ago } from '../print/ago.ts'
import { style } from '../print/style.ts'
import { nameOf } from '../site/target.ts'
import { changeLines, countChanges } from './change-lines.ts'
import { comparable, obstacleOf, type Survey } from './survey.ts'

/** A survey for people: over what, what changes, what the check says, and whose work is in the way. */
export function planLines(survey: Survey, now: number): string[] {
  const { document, checked } = survey
  return [
    `${style.strong(document.file)} → ${nameOf(survey.target)}, ${overWhat(survey, now)}`,
    ...draftLines(survey, now),
    '',
    // What may not be published is not compared: its author has other worries.
    ...(checked.problems.length > 0 ? checkLines(checked) : changeSection(survey, now)),
  ]
}

function changeSection(survey: Survey, now: number): string[] {
  const { document, live, changes, checked } = survey
  const sides = { from: comparable(live?.config), to: comparable(document.value) }
  const [obstacle, ...advice] = obstacleLines(survey, now)
  return [
    ...(changes.length === 0 ? ['No changes.'] : changeLines(changes, sides)),
    '',
    ...(checked.warnings.length > 0
      ? checkLines(checked)
      : [style.good('✓ The check has no objection.')]),
    ...(obstacle === undefined
      ? []
      : [`${style.bad('✗')} ${obstacle}`, ...advice.map((line) => `  ${line}`)]),
  ]
}

/** The changes in numbers. */
export function summaryOf({ changes }: Survey): string {
  return `${countChanges(changes)}.`
}

/** Why a survey may not be applied as it is, with what to do; nothing when it may. */
export function obstacleLines(survey: Survey, now: number): string[] {
  const { live, base, lost } = survey
  const obstacle = obstacleOf(survey)
  if (obstacle === undefined || live === undefined) return []
  if (obstacle === 'no_base') {
    return [
      'This file was never pulled from this site: what only the site has would go.',
      `If that is meant, add --over ${live.version}. Else begin with attune pull.`,
    ]
  }
  const who = `${live.by}${live.note ? ` (“${live.note}”)` : ''}`
  const sides = { from: comparable(survey.document.value), to: comparable(live.config) }
  return [
    `Version ${live.version} by ${who}, ${ago(live.at, now)}, has what this file does not have:`,
    ...changeLines(lost, sides),
    `This file began with version ${base}. attune pull brings it in; nothing of yours is lost.`,
  ]
}

function overWhat({ live }: Survey, now: number): string {
  if (live === undefined) return 'which has no configuration yet'
  const note = live.note === '' ? '' : `: “${live.note}”`
  return `over version ${live.version} (${live.by}, ${ago(live.at, now)}${note})`
}

function draftLines({ draft }: Survey, now: number): string[] {
  if (draft === undefined) return []
  return [style.quiet(`${draft.by} has a draft in the console, saved ${ago(draft.at, now)}.`)]
}
