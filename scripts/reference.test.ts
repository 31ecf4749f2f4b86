import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { withOperatorTable } from './reference.ts'

test('the operator table of the documentation is the one of the code', async () => {
  const document = await readFile('docs/conditions.md', 'utf8')
  // After a change of the table: node scripts/reference.ts
  expect(document).toBe(withOperatorTable(document))
})
