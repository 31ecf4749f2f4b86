import { execFile } from 'node:child_process'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

/** A file named in a declaration: `from './x.ts'` or `import('./x.ts')`, without its extension. */
const neighbours = /(?<=(?:\bfrom|\bimport)[\s(]*['"])(\.{1,2}\/[^'"]+)\.tsx?(?=['"])/g

/**
 * Writes the declarations of `dist/attune.mjs`: those of the client's entry and of every file they
 * refer to, and no other. (Declaration bundlers need the compiler's old JavaScript API, which
 * TypeScript 7 does not have.)
 */
export async function buildTypes(root: string): Promise<string> {
  await compile(root)
  const target = join(root, 'dist/types')
  await rm(target, { recursive: true, force: true })
  const written = new Set<string>()
  const waiting = ['client/index']
  for (let name = waiting.pop(); name !== undefined; name = waiting.pop()) {
    if (written.has(name)) continue
    written.add(name)
    const folder = posix.dirname(name)
    const text = await readFile(declarationOf(root, name), 'utf8')
    const file = join(target, `${name}.d.ts`)
    await mkdir(dirname(file), { recursive: true })
    // `.js` resolves to the declaration under every setting of a stranger's compiler.
    await writeFile(file, text.replace(neighbours, '$1.js'))
    for (const [, path = ''] of text.matchAll(neighbours)) waiting.push(posix.join(folder, path))
  }
  await writeFile(join(root, 'dist/attune.d.mts'), "export * from './types/client/index.js'\n")
  return `attune.d.mts and ${written.size} files below types/`
}

async function compile(root: string): Promise<void> {
  const compiler = join(root, 'node_modules/typescript/bin/tsc')
  try {
    await run(process.execPath, [compiler, '-b', 'client'], { cwd: root })
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : ''
    throw new Error(`The client has type errors:\n${output || error}`)
  }
}

/** Each program writes its own declarations, below its own folder: `.tsc/shared/shared/…`. */
function declarationOf(root: string, name: string): string {
  const [program = ''] = name.split('/')
  return join(root, '.tsc', program, `${name}.d.ts`)
}
