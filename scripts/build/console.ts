import { copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { build } from 'esbuild'

const copied = ['index.html', 'icon.svg']

/** Puts the owner's console where the worker serves it: its page, and its style sheets as one. */
export async function buildConsole(root: string): Promise<string> {
  const target = join(root, 'dist/console')
  await mkdir(target, { recursive: true })
  for (const file of copied) await copyFile(join(root, 'console', file), join(target, file))
  await build({
    entryPoints: [join(root, 'console/style.css')],
    outfile: join(target, 'style.css'),
    bundle: true,
    minify: true,
    logLevel: 'warning',
  })
  return `${copied.length} files and a style sheet`
}
