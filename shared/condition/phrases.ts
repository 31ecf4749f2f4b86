import type { Comparison } from './operators.ts'

/** How a comparison reads; `{}` stands for its operand. */
export interface Phrase {
  /** It holds: "is at least 3". */
  says: string
  /** It does not. */
  denies: string
  /** It should hold: "needs at least 3". */
  wants: string
  /** It should not. */
  bars: string
}

/** The phrase of every comparison; `is` is the bare value without an operator. */
export const phrases: Record<Comparison | 'is', Phrase> = {
  is: be('{}'),
  $eq: be('{}'),
  $ne: opposite(be('{}')),
  $lt: opposite(order('at least', 'less than')),
  $lte: opposite(order('more than', 'at most')),
  $gt: order('more than', 'at most'),
  $gte: order('at least', 'less than'),
  $in: be('one of {}'),
  $nin: opposite(be('one of {}')),
  $ini: be('one of {} (any case)'),
  $nini: opposite(be('one of {} (any case)')),
  $all: have('all of {}'),
  $alli: have('all of {} (any case)'),
  $elemMatch: have('an element where {}'),
  $size: be('a list whose {}'),
  $inGroup: be('in the group {}'),
  $notInGroup: opposite(be('in the group {}')),
  $exists: {
    says: 'has a value',
    denies: 'has no value',
    wants: 'needs a value',
    bars: 'must have no value',
  },
  $type: be('of type {}'),
  $regex: verb('matches', 'match', '{}'),
  $regexi: verb('matches', 'match', '{} (any case)'),
  $contains: verb('contains', 'contain', '{}'),
  $startsWith: verb('starts with', 'start with', '{}'),
  $endsWith: verb('ends with', 'end with', '{}'),
  $containsi: verb('contains', 'contain', '{} (any case)'),
  $startsWithi: verb('starts with', 'start with', '{} (any case)'),
  $endsWithi: verb('ends with', 'end with', '{} (any case)'),
  $veq: be('version {}'),
  $vne: opposite(be('version {}')),
  $vgt: be('later than version {}'),
  $vgte: be('version {} or later'),
  $vlt: be('earlier than version {}'),
  $vlte: be('version {} or earlier'),
  $within: be('{}'),
  $notWithin: opposite(be('{}')),
  $before: be('before {}'),
  $after: be('after {}'),
}

/** The same comparison the other way round. */
export function opposite({ says, denies, wants, bars }: Phrase): Phrase {
  return { says: denies, denies: says, wants: bars, bars: wants }
}

function be(what: string): Phrase {
  return {
    says: `is ${what}`,
    denies: `is not ${what}`,
    wants: `needs to be ${what}`,
    bars: `must not be ${what}`,
  }
}

function have(what: string): Phrase {
  return {
    says: `has ${what}`,
    denies: `does not have ${what}`,
    wants: `needs ${what}`,
    bars: `must not have ${what}`,
  }
}

function order(here: string, there: string): Phrase {
  return {
    says: `is ${here} {}`,
    denies: `is ${there} {}`,
    wants: `needs ${here} {}`,
    bars: `needs ${there} {}`,
  }
}

function verb(third: string, base: string, what: string): Phrase {
  return {
    says: `${third} ${what}`,
    denies: `does not ${base} ${what}`,
    wants: `needs to ${base} ${what}`,
    bars: `must not ${base} ${what}`,
  }
}
