import { readFile } from 'node:fs/promises'
import type { ServerResponse } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('./public', import.meta.url))

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Sends a file of `public/`; false when there is none. */
export async function sendFile(response: ServerResponse, path: string): Promise<boolean> {
  const type = types[extname(path)]
  if (!type) return false
  // Normalised as absolute, so that `..` ends at the folder and not above it.
  const file = join(folder, normalize(`/${path}`))
  const content = await readFile(file).catch(() => undefined)
  if (!content) return false
  response.writeHead(200, { 'content-type': type, 'cache-control': 'max-age=300' })
  response.end(content)
  return true
}
