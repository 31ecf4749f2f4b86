import type { Json } from '../event/json.ts'

/**
 * A test for values with the same JSON text as the operand, order of keys included (GrowthBook compares
 * the texts). The operand is taken apart once; a value is walked only as far as it agrees.
 */
export function sameJson(operand: Json): (value: Json) => boolean {
  if (typeof operand !== 'object' || operand === null) return (value) => value === operand
  return Array.isArray(operand) ? sameList(operand) : sameObject(Object.entries(operand))
}

function sameList(operand: readonly Json[]): (value: Json) => boolean {
  const tests = operand.map(sameJson)
  return (value) =>
    Array.isArray(value) &&
    value.length === tests.length &&
    tests.every((test, i) => test(value[i] ?? null))
}

function sameObject(operand: readonly (readonly [string, Json])[]): (value: Json) => boolean {
  const tests = operand.map(([key, member]) => ({ key, test: sameJson(member) }))
  return (value) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return false
    const keys = Object.keys(value)
    return (
      keys.length === tests.length &&
      tests.every(({ key, test }, i) => keys[i] === key && test(value[key] ?? null))
    )
  }
}
