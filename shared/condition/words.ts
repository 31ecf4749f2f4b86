import type { Json } from '../event/json.ts'
import { formatTime } from '../event/time.ts'
import type { Condition } from './condition.ts'
import type { Change, Explanation, LeafOutcome } from './explain.ts'
import { operators } from './operators.ts'
import { opposite, type Phrase, phrases } from './phrases.ts'
import {
  comparisonTree,
  elementTree,
  isOperatorObject,
  type Leaf,
  type Tree,
  toTree,
} from './tree.ts'
import { instantInWords, listInWords, spanInWords, valueInWords } from './value-words.ts'

/** A condition in words: "traits.orders is at least 3 and segments.vip is true". */
export function inWords(condition: Condition): string {
  return treeInWords(toTree(condition), 'it')
}

/** A comparison and how it went: "traits.orders (2) is less than 3". */
export function leafInWords(leaf: LeafOutcome): string {
  const subject = `${leaf.path} (${factInWords(leaf.value, [leaf])})`
  if (leaf.untried === true) return `${subject} was not tried: patterns are only tried at the edge`
  return `${subject} ${phraseOf(leaf, leaf.holds ? 'says' : 'denies')}`
}

/** A change that would turn an answer: "traits.orders is 2, needs at least 3". */
export function changeInWords({ path, from, leaves }: Change): string {
  const demands = leaves.map((leaf) => phraseOf(leaf, leaf.holds ? 'bars' : 'wants'))
  const fact = from === null ? 'has no value' : `is ${factInWords(from, leaves)}`
  return `${path} ${fact}, ${listInWords(demands, 'and')}`
}

/** An explanation in a sentence or two. */
export function explanationInWords({ holds, leaves, flip }: Explanation): string {
  const changes = flip.map(changeInWords).join('; ')
  if (holds) return flip.length === 0 ? 'Always holds.' : `Holds. To turn it: ${changes}.`
  if (flip.length > 0) return `Does not hold: ${changes}.`
  return leaves.some((leaf) => leaf.untried)
    ? 'Does not hold here: it needs a pattern, and patterns are only tried at the edge.'
    : 'Never holds.'
}

function treeInWords(tree: Tree, self: string): string {
  switch (tree.kind) {
    case 'leaf':
      return `${tree.leaf.path || self} ${phraseOf(tree.leaf, 'says')}`
    case 'not':
      return negatedInWords(tree.of, self)
    default: {
      if (tree.of.length === 0) return tree.kind === 'all' ? 'always' : 'never'
      const parts = tree.of.map((part) => {
        const words = treeInWords(part, self)
        const isPlain = part.kind === 'leaf' || part.kind === 'not' || part.kind === tree.kind
        return isPlain || part.of.length === 0 ? words : `(${words})`
      })
      return parts.join(tree.kind === 'all' ? ' and ' : ' or ')
    }
  }
}

function negatedInWords(tree: Tree, self: string): string {
  if (tree.kind === 'leaf') return `${tree.leaf.path || self} ${phraseOf(tree.leaf, 'denies')}`
  if (tree.kind === 'not') return treeInWords(tree.of, self)
  return `not (${treeInWords(tree, self)})`
}

function phraseOf(leaf: Omit<Leaf, 'path'>, form: keyof Phrase): string {
  const phrase = phrases[leaf.operator]
  const fitting = leaf.operator === '$exists' && leaf.operand === false ? opposite(phrase) : phrase
  return fitting[form].replace('{}', () => operandInWords(leaf))
}

function operandInWords({ operator, operand }: Omit<Leaf, 'path'>): string {
  switch (operator === 'is' ? 'scalar' : operators[operator].operand) {
    case 'scalars':
      return listInWords(listOf(operand).map(valueInWords), 'or')
    case 'comparisons':
      return listInWords(listOf(operand).map(itemInWords), 'and')
    case 'size':
      return treeInWords(comparisonTree('length', operand), 'length')
    case 'element':
      return treeInWords(elementTree(operand), 'it')
    case 'pattern':
      return `/${String(operand)}/`
    case 'version':
    case 'type':
      return String(operand)
    case 'span':
      return spanInWords(operand)
    case 'instant':
      return instantInWords(operand)
    default:
      return valueInWords(operand)
  }
}

function itemInWords(item: Json): string {
  return isOperatorObject(item)
    ? `one that ${treeInWords(comparisonTree('', item), '').trim()}`
    : valueInWords(item)
}

function listOf(operand: Json): readonly Json[] {
  return Array.isArray(operand) ? operand : []
}

/** What a path holds; a number that is compared as a time reads as one. */
function factInWords(value: Json, leaves: readonly LeafOutcome[]): string {
  const isTime = leaves.some(
    ({ operator }) => operator !== 'is' && operators[operator].category === 'time'
  )
  return isTime && typeof value === 'number' ? formatTime(value) : valueInWords(value)
}
