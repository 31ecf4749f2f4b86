import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { AdminApi } from './admin-api.ts'
import type { StateFolder } from './state-folder.ts'

/** What we published last: as long as that version is in force, nobody has changed it since. */
interface Mark {
  version: number
  digest: string
}

interface Inforce {
  version: number
}

const markFile = 'published.json'

/**
 * Publishes the configuration of a file, unless it is in force already, or the owner has published
 * something since: what a person wrote in the console outlives a restart.
 */
export async function publishConfig(
  api: AdminApi,
  state: StateFolder,
  file: string
): Promise<string> {
  const text = await readFile(file, 'utf8')
  const digest = createHash('sha256').update(text).digest('hex')
  const [inForce, mark] = await Promise.all([
    api.get<Inforce>('/config'),
    state.readJson<Mark>(markFile),
  ])
  if (inForce && inForce.version !== mark?.version) {
    return `version ${inForce.version}, as its owner left it`
  }
  if (inForce && digest === mark?.digest) {
    return `version ${inForce.version}, as it was left`
  }
  // `If-Match` closes the gap between looking and writing.
  const headers = { 'if-match': `"${inForce?.version ?? 0}"`, 'attune-note': 'From the example' }
  const { version } = await api.put<Inforce>('/config', JSON.parse(text), headers)
  await state.writeJson(markFile, { version, digest } satisfies Mark)
  return `version ${version} published`
}
