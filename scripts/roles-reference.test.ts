import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { withRolesTable } from './roles-reference.ts'

test('the table of rights in the documentation is the one of the code', async () => {
  const document = await readFile('docs/security.md', 'utf8')
  // After a change of the table: node scripts/roles-reference.ts
  expect(document).toBe(withRolesTable(document))
})
