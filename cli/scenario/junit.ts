import type { TestResult } from './result.ts'
import { holds } from './result.ts'

/** The results as JUnit XML, which every CI shows. */
export function junit(results: readonly TestResult[]): string {
  const failed = results.filter((result) => !holds(result)).length
  const seconds = results.reduce((sum, { tookMs }) => sum + tookMs, 0) / 1_000
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="attune" tests="${results.length}" failures="${failed}" time="${seconds}">`,
    `  <testsuite name="attune" tests="${results.length}" failures="${failed}" time="${seconds}">`,
    ...results.flatMap(testcase),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n')
}

function testcase(result: TestResult): string[] {
  const { file, name, faults, timeline, tookMs } = result
  const head = `    <testcase classname="${xmlText(file)}" name="${xmlText(name)}" file="${xmlText(file)}" time="${tookMs / 1_000}"`
  const [first] = faults
  if (first === undefined) return [`${head}/>`]
  const text = [...faults.map(({ where, words }) => `${where} ${words}`), '', ...timeline].join(
    '\n'
  )
  return [
    `${head}>`,
    `      <failure message="${xmlText(`${first.where} ${first.words}`)}">${xmlText(text)}</failure>`,
    '    </testcase>',
  ]
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for XML 1.0, which knows no control characters. */
function xmlText(text: string): string {
  return text
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (sign) => entities[sign] ?? sign)
}
