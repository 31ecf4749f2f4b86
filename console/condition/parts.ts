import type { Condition } from '../../shared/condition/condition.ts'
import { type Leaf, type Tree, toTree } from '../../shared/condition/tree.ts'
import type { Json } from '../../shared/event/json.ts'

/** One comparison of the builder; an empty path is a row that somebody has only begun. */
export interface Row extends Leaf {
  kind: 'row'
}

/** Rows that belong together. */
export interface Group {
  kind: 'group'
  /** All must hold, at least one must, none may. */
  join: 'all' | 'any' | 'none'
  parts: Part[]
}

/** A part of a condition as the builder shows it. */
export type Part = Row | Group

/** A row to begin with. */
export const emptyRow = (): Row => ({ kind: 'row', path: '', operator: 'is', operand: '' })

/** A condition as rows and groups. Every condition of the language has such a form. */
export function toGroup(condition: Condition): Group {
  const part = partOf(toTree(condition))
  return part.kind === 'group' ? part : { kind: 'group', join: 'all', parts: [part] }
}

function partOf(tree: Tree): Part {
  switch (tree.kind) {
    case 'leaf':
      return { kind: 'row', ...tree.leaf }
    case 'not': {
      const inner = partOf(tree.of)
      const isAny = inner.kind === 'group' && inner.join === 'any'
      return { kind: 'group', join: 'none', parts: isAny ? inner.parts : [inner] }
    }
    default:
      return { kind: 'group', join: tree.kind, parts: tree.of.map(partOf) }
  }
}

/** The condition that rows and groups say, in the shortest notation. Rows without a path are left out. */
export function toCondition({ join, parts }: Group): Condition {
  const conditions = parts.filter(isFinished).map(conditionOf)
  switch (join) {
    case 'any':
      return conditions.length > 0 ? { $or: conditions } : {}
    case 'none':
      return conditions.length > 0 ? { $nor: conditions } : {}
    case 'all':
      return together(conditions)
  }
}

function conditionOf(part: Part): Condition {
  if (part.kind === 'group') return toCondition(part)
  const { path, operator, operand } = part
  return { [path]: operator === 'is' ? operand : { [operator]: operand } }
}

/** A group without a finished row says nothing yet; one that says "always" on purpose is kept. */
function isFinished(part: Part): boolean {
  if (part.kind === 'row') return part.path !== ''
  return part.parts.length === 0 ? part.join === 'all' : part.parts.some(isFinished)
}

/** One object when no key stands twice, else a list: `$and` is only noise where it is not needed. */
function together(conditions: readonly Condition[]): Condition {
  const merged: Condition = {}
  const rest: Json[] = []
  for (const condition of conditions) {
    const isFree = Object.keys(condition).every((key) => !Object.hasOwn(merged, key))
    if (isFree) Object.assign(merged, condition)
    else rest.push(condition)
  }
  if (rest.length === 0) return merged
  const { $and } = merged
  return { ...merged, $and: [...(Array.isArray($and) ? $and : []), ...rest] }
}
