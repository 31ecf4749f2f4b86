import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { operandRules } from '../shared/condition/operand.ts'
import { isComparison, type Operator, operators } from '../shared/condition/operators.ts'

const marker = /(<!-- operators -->\n)[\s\S]*?(<!-- \/operators -->)/

/** The operator table of `docs/conditions.md`, as the code has it. */
export function operatorTable(): string {
  const names = Object.keys(operators) as Operator[]
  const rows = names.map((name) => {
    const entry = operators[name]
    const takes = isComparison(name) ? operandRules[operators[name].operand].takes : 'conditions'
    return `| \`${name}\` | ${'ours' in entry ? 'ours' : 'GrowthBook'} | ${takes} | ${entry.docs} |`
  })
  return ['| operator | from | takes | holds for |', '| --- | --- | --- | --- |', ...rows, ''].join(
    '\n'
  )
}

/** The document with its table as the code has it now. */
export function withOperatorTable(document: string): string {
  return document.replace(marker, (_, start, end) => `${start}${operatorTable()}${end}`)
}

if (import.meta.main) {
  const file = fileURLToPath(new URL('../docs/conditions.md', import.meta.url))
  await writeFile(file, withOperatorTable(await readFile(file, 'utf8')))
}
