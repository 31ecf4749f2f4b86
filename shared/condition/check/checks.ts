import type { Comparison } from '../operators.ts'
import type { CheckFactory } from './check.ts'
import { atLeast, atMost, equal, greater, is, less, notEqual } from './compare.ts'
import {
  all,
  allWhateverCase,
  elementMatches,
  inGroup,
  noneOf,
  noneOfWhateverCase,
  notInGroup,
  oneOf,
  oneOfWhateverCase,
  size,
} from './list.ts'
import {
  contains,
  containsWhateverCase,
  endsWith,
  endsWithWhateverCase,
  matches,
  matchesWhateverCase,
  startsWith,
  startsWithWhateverCase,
} from './text.ts'
import { after, before, notWithin, within } from './time.ts'
import { exists, ofType } from './value.ts'
import {
  earlierVersion,
  laterVersion,
  otherVersion,
  sameOrEarlierVersion,
  sameOrLaterVersion,
  sameVersion,
} from './version.ts'

/** How each comparison is carried out; `is` is the bare value without an operator. */
export const checks: Record<Comparison | 'is', CheckFactory> = {
  is,
  $eq: equal,
  $ne: notEqual,
  $lt: less,
  $lte: atMost,
  $gt: greater,
  $gte: atLeast,
  $in: oneOf,
  $nin: noneOf,
  $ini: oneOfWhateverCase,
  $nini: noneOfWhateverCase,
  $all: all,
  $alli: allWhateverCase,
  $elemMatch: elementMatches,
  $size: size,
  $inGroup: inGroup,
  $notInGroup: notInGroup,
  $exists: exists,
  $type: ofType,
  $regex: matches,
  $regexi: matchesWhateverCase,
  $contains: contains,
  $startsWith: startsWith,
  $endsWith: endsWith,
  $containsi: containsWhateverCase,
  $startsWithi: startsWithWhateverCase,
  $endsWithi: endsWithWhateverCase,
  $veq: sameVersion,
  $vne: otherVersion,
  $vgt: laterVersion,
  $vgte: sameOrLaterVersion,
  $vlt: earlierVersion,
  $vlte: sameOrEarlierVersion,
  $within: within,
  $notWithin: notWithin,
  $before: before,
  $after: after,
}
