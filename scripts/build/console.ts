import { copyFile, mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
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
  const programmes = await programmesIn(join(root, 'examples/programmes'))
  await writeFile(join(target, 'programmes.json'), JSON.stringify(programmes))
  return `${copied.length} files, a style sheet, ${programmes.length} programmes`
}

/** Ready programmes, as the console offers them: each with the site it was tried out on. */
async function programmesIn(folder: string) {
  const readJson = async (file: string) => JSON.parse(await readFile(join(folder, file), 'utf8'))
  const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort()
  const ground = await readJson('shop.json')
  const ids = files.map((file) => file.slice(0, -'.json'.length)).filter((id) => id !== 'shop')
  return Promise.all(ids.map(async (id) => ({ id, part: await readJson(`${id}.json`), ground })))
}
