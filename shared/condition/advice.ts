import { operators } from './operators.ts'
import { closest } from './suggest.ts'

/** What to use for operators that other dialects have. */
const elsewhere = new Map([
  ['$savedGroup', '$inGroup under a path'],
  ['$between', '$gte and $lte'],
  ['$like', '$contains'],
  ['$any', '$in'],
  ['$some', '$elemMatch'],
  ['$none', '$nin'],
  ['$empty', '{"$size": 0} or {"$exists": false}'],
  ['$where', 'the operators of the table'],
  ['$expr', 'the operators of the table'],
])

/** The message about an operator that is not in the table. */
export function unknownOperator(name: string): string {
  const meant = elsewhere.get(name)
  if (meant !== undefined) return `There is no operator "${name}". Use ${meant}.`
  const near = closest(name, Object.keys(operators))
  const advice = near === undefined ? 'See the table of operators.' : `Did you mean "${near}"?`
  return `There is no operator "${name}". ${advice}`
}

/** What somebody gave, as a noun for a message. */
export function nounOf(json: unknown): string {
  if (json === null) return 'null'
  if (Array.isArray(json)) return 'a list'
  switch (typeof json) {
    case 'string':
      return json === '' ? 'an empty text' : 'a text'
    case 'number':
      return 'a number'
    case 'boolean':
      return String(json)
    case 'object':
      return 'an object'
    default:
      return 'nothing'
  }
}
