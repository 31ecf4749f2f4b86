import type { Problem } from '../../condition/condition.ts'
import { pathsOf } from '../../decide/prepare/mentions.ts'
import type { SiteConfig } from '../config.ts'
import { conditionsOf } from './conditions.ts'
import { entries, names, unknown } from './known.ts'

/** Segments that do not exist, and those that are defined by themselves. */
export function segmentProblems(config: SiteConfig): Problem[] {
  const missing = conditionsOf(config).flatMap(({ path, condition }) =>
    segmentsIn(condition).flatMap((name) =>
      unknown({ kind: 'segment', name, path, known: names(config.segments) })
    )
  )
  return [...missing, ...cycles(config)]
}

function segmentsIn(condition: Parameters<typeof pathsOf>[0]): string[] {
  const paths = pathsOf(condition).filter((path) => path.startsWith('segments.'))
  return [...new Set(paths.map((path) => path.slice('segments.'.length)))]
}

/** Each ring of segments once, named at its first member. */
function cycles({ segments }: SiteConfig): Problem[] {
  const links = new Map(
    entries(segments, 'segments').map(({ name, value }) => [name, segmentsIn(value.when)])
  )
  const done = new Set<string>()
  const problems: Problem[] = []
  const visit = (name: string, trail: readonly string[]): void => {
    const start = trail.indexOf(name)
    if (start >= 0) {
      const ring = [...trail.slice(start), name].join(' → ')
      const message = `A segment cannot depend on itself: ${ring}. Break the ring.`
      problems.push({ code: 'segment_cycle', path: `segments.${name}.when`, message })
      return
    }
    if (done.has(name)) return
    for (const next of links.get(name) ?? []) visit(next, [...trail, name])
    done.add(name)
  }
  for (const name of links.keys()) visit(name, [])
  return problems
}
