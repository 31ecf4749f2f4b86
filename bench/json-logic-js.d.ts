/** The part of json-logic-js that the benchmark calls; the package has no types. */
declare module 'json-logic-js' {
  import type { Json, JsonObject } from '../shared/event/json.ts'

  const jsonLogic: { apply(logic: Json, facts: JsonObject): unknown }
  export = jsonLogic
}
