import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import { scenarioSchema } from '../../shared/journey/scenario/schema.ts'
import { siteConfigSchema } from '../../shared/site/config.ts'

const schemas = {
  'config.schema.json': siteConfigSchema,
  'scenario.schema.json': scenarioSchema,
}

/** Writes the JSON Schemas of what owners write as files, for editors that complete and check. */
export async function buildSchema(root: string): Promise<string> {
  await mkdir(join(root, 'dist'), { recursive: true })
  for (const [file, source] of Object.entries(schemas)) {
    const schema = z.toJSONSchema(source, { io: 'input', reused: 'ref' })
    await writeFile(join(root, 'dist', file), `${JSON.stringify(schema, null, 2)}\n`)
  }
  return Object.keys(schemas).join(', ')
}
