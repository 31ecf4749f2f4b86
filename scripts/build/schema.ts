import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { siteConfigSchema } from '../../shared/site/config.ts'

/** Writes the JSON Schema of a site's configuration, for editors that complete and check against it. */
export async function buildSchema(root: string): Promise<string> {
  const schema = z.toJSONSchema(siteConfigSchema, { io: 'input', reused: 'ref' })
  const file = 'config.schema.json'
  await mkdir(join(root, 'dist'), { recursive: true })
  await writeFile(join(root, 'dist', file), `${JSON.stringify(schema, null, 2)}\n`)
  return file
}
