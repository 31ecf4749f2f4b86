import { createHash } from 'node:crypto'
import { copyFile, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What a page loads, as it was built: a folder that never changes, and the hashes browsers check by. */
export interface Release {
  /** `r-` and 16 hexadecimal digits of the hash over all files. */
  folder: string
  /** Subresource Integrity of each file: `sha384-…`. */
  integrity: Record<string, string>
}

/** Releases that stay beside the newest, for pages that name an older one. */
const kept = 10

/**
 * Copies the page's scripts into a folder named by their content, and lists it in `dist/release.json`: a
 * site that pins its tag loads these very bytes or none. The same sources give the same name.
 */
export async function buildRelease(root: string): Promise<string> {
  const dist = join(root, 'dist')
  const release = await releaseOf(dist)
  const folder = join(dist, release.folder)
  await mkdir(folder, { recursive: true })
  for (const name of Object.keys(release.integrity)) {
    await copyFile(join(dist, name), join(folder, name))
  }
  await writeFile(join(dist, 'release.json'), `${JSON.stringify(release, null, 2)}\n`)
  await forgetOld(dist, release.folder)
  return release.folder
}

async function releaseOf(dist: string): Promise<Release> {
  const names = (await readdir(dist)).filter((name) => /^[a-z]+\.m?js$/.test(name)).sort()
  const all = createHash('sha256')
  const integrity: Record<string, string> = {}
  for (const name of names) {
    const content = await readFile(join(dist, name))
    all.update(`${name}\0${content.byteLength}\0`).update(content)
    integrity[name] = `sha384-${createHash('sha384').update(content).digest('base64')}`
  }
  return { folder: `r-${all.digest('hex').slice(0, 16)}`, integrity }
}

async function forgetOld(dist: string, current: string): Promise<void> {
  const names = (await readdir(dist)).filter((name) => name.startsWith('r-') && name !== current)
  const ages = await Promise.all(
    names.map(async (name) => ({ name, at: (await stat(join(dist, name))).mtimeMs }))
  )
  const old = ages.toSorted((a, b) => b.at - a.at).slice(kept)
  for (const { name } of old) await rm(join(dist, name), { recursive: true })
}
