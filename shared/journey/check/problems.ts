import type { Problem } from '../../condition/condition.ts'
import { factRoots } from '../../condition/parse.ts'

/** A name that nothing carries. */
export function unknownName(path: string, what: string, name: string): Problem {
  return {
    code: `unknown_${what}`,
    path,
    message: `There is no ${what} called ${name}; declare it, or name another.`,
  }
}

/** Refuses a path that no fact begins with. */
export function checkFactPath(fact: string | undefined, path: string): Problem[] {
  const [root = ''] = fact?.split('.') ?? []
  if (fact === undefined || factRoots.some((known) => known === root)) return []
  const message = `No fact begins with ${root}; use one of ${factRoots.join(', ')}.`
  return [{ code: 'unknown_path', path, message }]
}
