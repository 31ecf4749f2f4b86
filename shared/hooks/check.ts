import type { Problem } from '../condition/condition.ts'
import { prepareSource } from './prepare.ts'
import type { Source } from './source.ts'

/** What is wrong with the mappings of a site's sources. */
export function sourceProblems(sources: Readonly<Record<string, Source>>): Problem[] {
  return Object.entries(sources).flatMap(([name, source]) => {
    const prepared = prepareSource(name, source)
    return 'problems' in prepared ? prepared.problems : []
  })
}
