import type { Json } from '../event/json.ts'
import { formatTime } from '../event/time.ts'
import type { Comparison } from './operators.ts'
import { instantOf, spanOf } from './time.ts'
import { comparisonTree, elementTree, isOperatorObject, type Tree } from './tree.ts'

/** What is known where a value is sought. */
export interface Surroundings {
  /** What the path holds now. */
  from: Json
  now: number
  /** Members of a group. */
  group(name: string): ReadonlySet<Json>
  /** A value that meets a condition on it; undefined when none comes to mind. */
  meet(tree: Tree): Json | undefined
}

type Witnesses = (operand: Json, surroundings: Surroundings) => Json[]

/** Nobody needs an example longer than this. */
const maxLength = 100

/** A list of a thousand offers no better example than its first members. */
const maxExamples = 20

/**
 * Values on both sides of each comparison's border, to try when an answer should turn. They are only
 * proposals: the comparison itself says which of them hold.
 */
export const witnesses: Record<Comparison | 'is', Witnesses> = {
  is: (operand) => [operand, ...border(operand)],
  $eq: (operand) => [operand, ...border(operand)],
  $ne: (operand) => [operand, ...border(operand)],
  $lt: border,
  $lte: border,
  $gt: border,
  $gte: border,
  $in: members,
  $nin: members,
  $ini: members,
  $nini: members,
  $all: everyMember,
  $alli: everyMember,
  $elemMatch: element,
  $size: length,
  $inGroup: groupMembers,
  $notInGroup: groupMembers,
  $exists: () => [true],
  $type: () => [[], '', 0, true, {}],
  $regex: literal,
  $regexi: literal,
  $contains: same,
  $startsWith: same,
  $endsWith: same,
  $containsi: same,
  $startsWithi: same,
  $endsWithi: same,
  $veq: versions,
  $vne: versions,
  $vgt: versions,
  $vgte: versions,
  $vlt: versions,
  $vlte: versions,
  $within: spanEdges,
  $notWithin: spanEdges,
  $before: instantEdges,
  $after: instantEdges,
}

function same(operand: Json): Json[] {
  return [operand]
}

/** A number and its neighbours at the same precision; a text and what sorts right after it; no for yes. */
function border(operand: Json): Json[] {
  if (typeof operand === 'boolean') return [!operand]
  if (typeof operand === 'string') return [operand, `${operand}a`, '']
  if (typeof operand !== 'number') return []
  const decimals = /\.(\d+)$/.exec(String(operand))?.[1]?.length ?? 0
  const step = 10 ** -decimals
  const round = (value: number) => Number(value.toFixed(decimals))
  return [operand, round(operand + step), round(operand - step)]
}

function members(operand: Json, { from }: Surroundings): Json[] {
  if (!Array.isArray(operand)) return []
  const some = operand.slice(0, maxExamples)
  if (!Array.isArray(from)) return some
  const without = from.filter((element) => !operand.includes(element))
  return [without, ...some.map((member) => [...from, member]), ...some]
}

function groupMembers(operand: Json, surroundings: Surroundings): Json[] {
  return typeof operand === 'string' ? members([...surroundings.group(operand)], surroundings) : []
}

/** The list with what it lacks, and an empty one. */
function everyMember(operand: Json, { from, meet }: Surroundings): Json[] {
  if (!Array.isArray(operand)) return []
  const given = Array.isArray(from) ? from : []
  const wanted = operand.map((item) =>
    isOperatorObject(item) ? meet(comparisonTree('', item)) : item
  )
  const lacking = wanted.filter((item) => item !== undefined && !given.includes(item))
  return [[...given, ...lacking.filter((item) => item !== undefined)], []]
}

/** The list with one more element, and an empty one. */
function element(operand: Json, { from, meet }: Surroundings): Json[] {
  const made = meet(elementTree(operand))
  return made === undefined ? [[]] : [[...(Array.isArray(from) ? from : []), made], []]
}

/** The list cut or filled up to a length that does, and an empty one. */
function length(operand: Json, { from, meet }: Surroundings): Json[] {
  const wanted = typeof operand === 'number' ? operand : meet(comparisonTree('', operand))
  if (typeof wanted !== 'number' || !(wanted >= 0 && wanted <= maxLength)) return [[]]
  const given = Array.isArray(from) ? from : []
  return [Array.from({ length: Math.ceil(wanted) }, (_, i) => given[i] ?? null), []]
}

/** A pattern without anchors and escapes often matches itself. */
function literal(operand: Json): Json[] {
  return typeof operand === 'string'
    ? [operand.replace(/^\^|\$$/g, '').replace(/\\([^a-z0-9])/gi, '$1')]
    : []
}

/** The version, its neighbours in the last number, and the first of all. */
function versions(operand: Json): Json[] {
  const text = String(operand)
  const bump = (by: number) =>
    text.replace(/\d+(?=\D*$)/, (digits) => String(Math.max(0, Number(digits) + by)))
  return [text, bump(1), bump(-1), '0']
}

function spanEdges(operand: Json, { from, now }: Surroundings): Json[] {
  const span = spanOf(operand)
  if (span === undefined) return []
  return times([now, now - span.agoMs - 1, now + span.aheadMs + 1], from)
}

function instantEdges(operand: Json, { from, now }: Surroundings): Json[] {
  const at = instantOf(operand)?.(now)
  return at === undefined ? [] : times([at, at - 1], from)
}

/** Times as the path writes them today. */
function times(instants: readonly number[], from: Json): Json[] {
  return typeof from === 'string' ? instants.map(formatTime) : [...instants]
}
