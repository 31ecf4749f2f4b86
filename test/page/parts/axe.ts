import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds wrong in a page, shadow roots included: each rule with what it says. All rules, or some. */
export async function axeFindings(page: Page, rules?: readonly string[]): Promise<unknown> {
  const options = { resultTypes: ['violations'], ...(rules && { runOnly: rules }) }
  await page.evaluate(await source)
  // As text, because the test has no types for what the line before has put there.
  return page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) =>
      violations.map(({ id, nodes }) => [id, nodes.map((node) => node.failureSummary)]))`
  )
}
