import { z } from 'zod'
import type { JsonObject } from '../event/json.ts'
import { siteConfigSchema } from './config.ts'

/** JSON Schema as far as `z.toJSONSchema` writes it and we read it. */
export interface JsonSchema {
  type?: string
  const?: unknown
  enum?: unknown[]
  properties?: Record<string, JsonSchema>
  additionalProperties?: JsonSchema | boolean
  items?: JsonSchema
  anyOf?: JsonSchema[]
  oneOf?: JsonSchema[]
}

/** The published JSON Schema of a configuration: editors complete and check against it. */
export function siteJsonSchema(id?: string): JsonSchema & JsonObject {
  const schema = z.toJSONSchema(siteConfigSchema, { io: 'input', target: 'draft-2020-12' })
  return {
    ...(id === undefined ? {} : { $id: id }),
    title: 'Attune site configuration',
    ...(schema as JsonObject),
  }
}
