/**
 * Every operator of the condition language, once: parser, evaluator, words, documentation and console
 * derive from this table, and the compiler refuses an operator that one of them forgot.
 *
 * `operand` names what the operator takes (see `operand.ts`); `docs` is the sentence people read.
 * Operators with `ours` are additions; all others mean what they mean in GrowthBook.
 */
export const operators = {
  $and: {
    category: 'logic',
    operand: 'conditions',
    docs: 'Every condition of the list holds; an empty list holds.',
  },
  $or: {
    category: 'logic',
    operand: 'conditions',
    docs: 'At least one condition of the list holds; an empty list holds too.',
  },
  $nor: {
    category: 'logic',
    operand: 'conditions',
    docs: 'None of the conditions of the list holds; an empty list never holds.',
  },
  $not: {
    category: 'logic',
    operand: 'negated',
    docs: 'The condition, or the comparison under a path, does not hold.',
  },

  $eq: { category: 'compare', operand: 'scalar', docs: 'Exactly this value, of the same type.' },
  $ne: {
    category: 'compare',
    operand: 'scalar',
    docs: 'Any value but this one; a missing value differs.',
  },
  $lt: {
    category: 'compare',
    operand: 'orderable',
    docs: 'Less than; texts compare letter by letter, a missing value counts as 0.',
  },
  $lte: {
    category: 'compare',
    operand: 'orderable',
    docs: 'At most; texts compare letter by letter, a missing value counts as 0.',
  },
  $gt: {
    category: 'compare',
    operand: 'orderable',
    docs: 'Greater than; texts compare letter by letter, a missing value counts as 0.',
  },
  $gte: {
    category: 'compare',
    operand: 'orderable',
    docs: 'At least; texts compare letter by letter, a missing value counts as 0.',
  },

  $in: {
    category: 'list',
    operand: 'scalars',
    docs: 'One of the listed values; a list holds when it shares one with them.',
  },
  $nin: {
    category: 'list',
    operand: 'scalars',
    docs: 'None of the listed values; a missing value holds.',
  },
  $ini: {
    category: 'list',
    operand: 'scalars',
    docs: 'One of the listed values, whatever the case of the letters.',
  },
  $nini: {
    category: 'list',
    operand: 'scalars',
    docs: 'None of the listed values, whatever the case of the letters.',
  },
  $all: {
    category: 'list',
    operand: 'comparisons',
    docs: 'A list in which every given comparison is met by some element.',
  },
  $alli: {
    category: 'list',
    operand: 'comparisons',
    docs: 'Like $all, whatever the case of the letters.',
  },
  $elemMatch: {
    category: 'list',
    operand: 'element',
    docs: 'A list with an element that meets the condition; paths start at the element.',
  },
  $size: {
    category: 'list',
    operand: 'size',
    docs: 'A list of this length, or whose length meets the comparison.',
  },
  $inGroup: {
    category: 'list',
    operand: 'group',
    docs: 'A member of the named group of the site; a list holds when it shares a member.',
  },
  $notInGroup: {
    category: 'list',
    operand: 'group',
    docs: 'Not a member of the named group; a missing value holds.',
  },

  $exists: {
    category: 'value',
    operand: 'boolean',
    docs: 'There is a value (true), or there is none or null (false).',
  },
  $type: {
    category: 'value',
    operand: 'type',
    docs: 'The value has this JSON type; a missing value has the type null.',
  },

  $regex: {
    category: 'text',
    operand: 'pattern',
    docs: 'The text matches the pattern somewhere (RE2 syntax, at the edge only).',
  },
  $regexi: {
    category: 'text',
    operand: 'pattern',
    docs: 'Like $regex, whatever the case of the letters.',
  },
  $contains: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'The text, a number as text, or some text of a list contains this.',
  },
  $startsWith: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'The text, a number as text, or some text of a list starts with this.',
  },
  $endsWith: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'The text, a number as text, or some text of a list ends with this.',
  },
  $containsi: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'Like $contains, whatever the case of the letters.',
  },
  $startsWithi: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'Like $startsWith, whatever the case of the letters.',
  },
  $endsWithi: {
    category: 'text',
    operand: 'text',
    ours: true,
    docs: 'Like $endsWith, whatever the case of the letters.',
  },

  $veq: { category: 'version', operand: 'version', docs: 'The same version.' },
  $vne: { category: 'version', operand: 'version', docs: 'Another version.' },
  $vgt: {
    category: 'version',
    operand: 'version',
    docs: 'A later version; a pre-release comes before its release.',
  },
  $vgte: { category: 'version', operand: 'version', docs: 'This version or a later one.' },
  $vlt: {
    category: 'version',
    operand: 'version',
    docs: 'An earlier version; a missing value is version 0.',
  },
  $vlte: {
    category: 'version',
    operand: 'version',
    docs: 'This version or an earlier one; a missing value is version 0.',
  },

  $within: {
    category: 'time',
    operand: 'span',
    ours: true,
    docs: 'A time at most this far from now: "7d" on either side, {"ago":"7d"} in the past, {"ahead":"7d"} in the future.',
  },
  $notWithin: {
    category: 'time',
    operand: 'span',
    ours: true,
    docs: 'Not a time within the span; a missing value holds.',
  },
  $before: {
    category: 'time',
    operand: 'instant',
    ours: true,
    docs: 'A time before an instant: ISO 8601 (UTC unless it says otherwise), "now", {"ago":"7d"} or {"ahead":"7d"}.',
  },
  $after: {
    category: 'time',
    operand: 'instant',
    ours: true,
    docs: 'A time at or after an instant, written as for $before.',
  },
} as const satisfies Record<`$${string}`, OperatorEntry>

/** One line of the table. */
interface OperatorEntry {
  category: 'logic' | 'compare' | 'list' | 'value' | 'text' | 'version' | 'time'
  operand: string
  docs: string
  /** Not in GrowthBook. */
  ours?: true
}

/** Name of an operator, `$gte`. */
export type Operator = keyof typeof operators

/** Operators that compare a value, in contrast to those that join conditions. */
export type Comparison = Exclude<Operator, '$and' | '$or' | '$nor' | '$not'>

/** What a comparison takes. */
export type OperandKind = (typeof operators)[Comparison]['operand']

/** Whether a name is an operator of the table. */
export function isOperator(name: string): name is Operator {
  return Object.hasOwn(operators, name)
}

/** Whether a name is an operator that compares a value. */
export function isComparison(name: string): name is Comparison {
  return isOperator(name) && operators[name].category !== 'logic'
}
