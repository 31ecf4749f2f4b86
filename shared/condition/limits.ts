import { type Place, report, type Walk } from './walk.ts'

/** Conditions and comparisons within each other, the outermost counted. */
export const maxDepth = 8
/** Comparisons in one condition. */
export const maxComparisons = 200

/** Whether the parser may go on here; says so once where it may not. */
export function isShallow(place: Place, walk: Walk): boolean {
  if (place.depth <= maxDepth) return true
  report(
    walk,
    place,
    'too_deep',
    `Conditions nest at most ${maxDepth} deep. Name the inner part as a segment and refer to it.`
  )
  return false
}

/** Counts a comparison; false when there are too many to look at another. */
export function hasRoom(place: Place, walk: Walk): boolean {
  walk.comparisons++
  if (walk.comparisons === maxComparisons + 1) {
    report(
      walk,
      place,
      'too_many_comparisons',
      `A condition has at most ${maxComparisons} comparisons. Use $in, a group, or segments.`
    )
  }
  return walk.comparisons <= maxComparisons
}

/** Whether the limit is passed: nothing more is worth looking at. */
export function isFull(walk: Walk): boolean {
  return walk.comparisons > maxComparisons
}
