import { cp, readdir } from 'node:fs/promises'
import { extname, join } from 'node:path'

const served = new Set(['.html', '.css', '.svg', '.js', '.json', '.woff2', '.png'])

/** Copies the owner's console to where the worker serves it. */
export async function buildConsole(root: string): Promise<string> {
  const from = join(root, 'console')
  const files = await readdir(from, { recursive: true })
  const chosen = files.filter((file) => served.has(extname(file)) && !file.startsWith('tsconfig'))
  for (const file of chosen) await cp(join(from, file), join(root, 'dist/console', file))
  return `${chosen.length} files`
}
