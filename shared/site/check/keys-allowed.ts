import { type JsonSchema, siteJsonSchema } from '../schema.ts'

/** Keys that an object at this place of a configuration may have, as far as the schema names them. */
export function keysAllowed(path: readonly PropertyKey[], input: unknown): string[] {
  let schemas: JsonSchema[] = [siteJsonSchema()]
  for (const key of path) schemas = schemas.flatMap(options).flatMap((one) => below(one, key))
  const keys = schemas
    .flatMap(options)
    .filter((one) => isMeant(one, input))
    .flatMap(({ properties = {} }) => Object.keys(properties))
  return [...new Set(keys)]
}

/** A union is all of its options. */
function options(schema: JsonSchema): JsonSchema[] {
  const { anyOf = [], oneOf = [] } = schema
  return [schema, ...anyOf.flatMap(options), ...oneOf.flatMap(options)]
}

function below({ properties = {}, additionalProperties, items }: JsonSchema, key: PropertyKey) {
  const property = Object.hasOwn(properties, key) ? properties[String(key)] : undefined
  const other = typeof additionalProperties === 'object' ? additionalProperties : undefined
  return [property, other, items].filter((schema) => schema !== undefined)
}

/** Of alternatives, the one whose `type`, `do`, `on` or `kind` the input names. */
function isMeant({ properties = {} }: JsonSchema, input: unknown): boolean {
  if (typeof input !== 'object' || input === null) return true
  const said = new Map(Object.entries(input))
  return Object.entries(properties).every(
    ([key, { const: only }]) => only === undefined || !said.has(key) || said.get(key) === only
  )
}
