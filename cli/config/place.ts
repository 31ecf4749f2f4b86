import { type Node, parseTree } from 'jsonc-parser'

/** A place in a text, as editors count: from 1. */
export interface Place {
  line: number
  column: number
}

/** Turns an offset of a text into a place. */
export function placeAt(text: string, offset: number): Place {
  const before = text.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  return { line: before.split('\n').length, column: offset - lineStart + 1 }
}

/**
 * Finds where the dotted path of a problem stands in a JSON text: the key, or the element of a list.
 * Keys may hold dots themselves (`when.traits.orders.$gte`). Of a path that leads nowhere, the place
 * where it ends.
 */
export function placeOf(text: string, path: string): Place | undefined {
  const root = parseTree(text)
  if (root === undefined) return undefined
  const { node } = follow(root, path === '' ? [] : path.split('.'))
  return placeAt(text, keyOf(node).offset)
}

interface Followed {
  node: Node
  /** How many parts of the path led here. */
  depth: number
}

function follow(node: Node, parts: readonly string[]): Followed {
  const reached = steps(node, parts).map(({ child, length }) => {
    const { node: end, depth } = follow(child, parts.slice(length))
    return { node: end, depth: depth + length }
  })
  // The way that came furthest is the one that was meant.
  return reached.reduce((best, one) => (one.depth > best.depth ? one : best), { node, depth: 0 })
}

/** Children that the first parts of a path name: one part, or several that make a key with dots. */
function steps({ type, children = [] }: Node, parts: readonly string[]) {
  if (parts.length === 0) return []
  if (type === 'array') {
    const child = children[Number(parts[0])]
    return child === undefined ? [] : [{ child, length: 1 }]
  }
  const path = parts.join('.')
  return children.flatMap(({ children: [key, child] = [] }) => {
    const name = String(key?.value)
    const isNamed = path === name || path.startsWith(`${name}.`)
    return isNamed && child !== undefined ? [{ child, length: name.split('.').length }] : []
  })
}

/** The key of a value, where it has one. */
function keyOf(node: Node): Node {
  return node.parent?.type === 'property' ? (node.parent.children?.[0] ?? node) : node
}
