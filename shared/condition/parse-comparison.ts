import { nounOf, unknownOperator } from './advice.ts'
import { hasRoom, isShallow } from './limits.ts'
import { isScalar, operandRules } from './operand.ts'
import { isComparison, isOperator, operators } from './operators.ts'
import { along, isOperators, isPlainObject, type Place, report, type Walk } from './walk.ts'

/** What stands under a path: a value to compare with, or an object of operators. */
export function parseComparison(json: unknown, place: Place, walk: Walk): void {
  if (isOperators(json)) {
    if (!isShallow(place, walk)) return
    for (const [name, operand] of Object.entries(json))
      parseOperator(name, operand, along(place, name), walk)
  } else if (hasRoom(place, walk)) {
    parseValue(json, place, walk)
  }
}

function parseOperator(name: string, operand: unknown, place: Place, walk: Walk): void {
  const inside = { ...place, depth: place.depth + 1 }
  if (name === '$not') {
    parseComparison(operand, inside, walk)
  } else if (!isOperator(name)) {
    report(walk, place, 'unknown_operator', unknownOperator(name))
  } else if (!isComparison(name)) {
    const message = `${name} joins conditions. Put it beside the path, not under it.`
    report(walk, place, 'misplaced_operator', message)
  } else if (hasRoom(place, walk)) {
    const rule = operandRules[operators[name].operand]
    if (rule.fits(operand)) rule.inside?.(operand, inside, walk)
    else wrongOperand(walk, place, `${name} takes ${rule.takes}; this is ${nounOf(operand)}.`)
  }
}

function wrongOperand(walk: Walk, place: Place, message: string): void {
  report(walk, place, 'wrong_operand', message)
}

/** Nesting of a value to compare with. */
const maxValueDepth = 8

/** A value to compare with as a whole: any JSON in which nothing looks like an operator. */
function parseValue(json: unknown, place: Place, walk: Walk, nesting = 1): void {
  if (isScalar(json)) return
  if (nesting > maxValueDepth) {
    report(walk, place, 'too_deep', `A value nests at most ${maxValueDepth} deep.`)
  } else if (Array.isArray(json)) {
    for (const [i, element] of json.entries()) {
      parseValue(element, along(place, i), walk, nesting + 1)
    }
  } else if (isPlainObject(json)) {
    for (const [key, member] of Object.entries(json)) {
      if (key.startsWith('$')) report(walk, along(place, key), 'misplaced_operator', insideValue)
      else parseValue(member, along(place, key), walk, nesting + 1)
    }
  } else {
    report(walk, place, 'not_json', `A value is JSON; this is ${nounOf(json)}.`)
  }
}

const insideValue =
  'An object is either operators to apply or a value to compare with. To look inside the value, ' +
  'write a longer path: {"cart.latest.price": {"$gt": 10}}.'
