import { type JsonSchema, siteJsonSchema } from '../../shared/site/schema.ts'

/** What the published schema says of one place in a configuration. */
export interface Offer {
  /** Keys that an object here may have, each with how its value begins. */
  keys: { name: string; start: string }[]
  /** Values that are named one by one. */
  values: unknown[]
}

let whole: JsonSchema | undefined

/** Keys and values that may stand at a path, as far as the schema names them. */
export function offerAt(path: readonly string[]): Offer {
  whole ??= siteJsonSchema()
  const here = schemasAt(whole, path)
  const keys = new Map<string, string>()
  for (const { properties = {} } of here) {
    for (const [name, schema] of Object.entries(properties)) {
      if (!keys.has(name)) keys.set(name, startOf(schema))
    }
  }
  const values = here.flatMap(({ const: only, enum: some = [], type }) => [
    ...(only === undefined ? some : [only]),
    ...(type === 'boolean' ? [true, false] : []),
  ])
  return {
    keys: [...keys].map(([name, start]) => ({ name, start })),
    values: [...new Set(values)],
  }
}

function schemasAt(root: JsonSchema, path: readonly string[]): JsonSchema[] {
  let schemas = optionsOf(root)
  for (const key of path) schemas = schemas.flatMap((one) => below(one, key)).flatMap(optionsOf)
  return schemas
}

/** A union is all of its options. */
function optionsOf(schema: JsonSchema): JsonSchema[] {
  const { anyOf = [], oneOf = [] } = schema
  return [schema, ...[...anyOf, ...oneOf].flatMap(optionsOf)]
}

function below({ properties = {}, additionalProperties, items }: JsonSchema, key: string) {
  const property = Object.hasOwn(properties, key) ? properties[key] : undefined
  if (property) return [property]
  const other = typeof additionalProperties === 'object' ? additionalProperties : undefined
  return [other, items].filter((schema) => schema !== undefined)
}

/** How a value of a kind begins: what a completion writes behind the colon. */
function startOf(schema: JsonSchema): string {
  const [{ type } = { type: undefined }] = optionsOf(schema).filter((one) => one.type)
  if (type === 'object') return '{}'
  if (type === 'array') return '[]'
  if (type === 'string' || schema.enum) return '""'
  return ''
}
