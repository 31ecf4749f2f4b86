import { readFile, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { leastRole, mayUse, roles } from '../shared/api/roles.ts'

const marker = /(<!-- roles -->\n)[\s\S]*?(<!-- \/roles -->)/

/** The table of rights of `docs/security.md`, as the code has it. */
export function rolesTable(): string {
  const rows = Object.keys(leastRole).map((route) => {
    const [method = '', path = ''] = route.split(' ')
    const marks = roles.map((role) => (mayUse(role, route) ? '✓' : ''))
    return `| \`${method.toUpperCase()} ${path}\` | ${marks.join(' | ')} |`
  })
  const head = [`| route | ${roles.join(' | ')} |`, '| --- | --- | --- | --- | --- |']
  return [...head, ...rows, ''].join('\n')
}

/** The document with its table as the code has it now. */
export function withRolesTable(document: string): string {
  return document.replace(marker, (_, start, end) => `${start}${rolesTable()}${end}`)
}

if (import.meta.main) {
  const file = fileURLToPath(new URL('../docs/security.md', import.meta.url))
  await writeFile(file, withRolesTable(await readFile(file, 'utf8')))
}
