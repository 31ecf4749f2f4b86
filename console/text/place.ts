import { syntaxTree } from '@codemirror/language'
import type { EditorState } from '@codemirror/state'

/** A node of the editor's syntax tree. */
type SyntaxNode = ReturnType<ReturnType<typeof syntaxTree>['resolveInner']>

/** Keys and indices from the root of a document to one of its values. */
export type Path = readonly string[]

/** Where a position of a text stands in the document that the text says. */
export interface Place {
  path: Path
  /** Whether a key is written here, or a value. */
  is: 'key' | 'value'
  /** The token under the cursor, quotes included; empty where nothing is written yet. */
  from: number
  to: number
}

const values = /^(Object|Array|String|Number|True|False|Null)$/

/** The place of a position. */
export function placeAt(state: EditorState, position: number): Place {
  const node = syntaxTree(state).resolveInner(position, -1)
  const { from, to } = tokenAt(node, position)
  const property = node.name === 'PropertyName' ? node.parent : undefined
  if (property) return { path: pathOf(state, property.parent), is: 'key', from, to }
  const holder = holderOf(node, position)
  if (holder?.name === 'Property') {
    return { path: pathOf(state, holder), is: 'value', from, to }
  }
  const path = pathOf(state, holder)
  if (holder?.name !== 'Array') return { path, is: 'key', from, to }
  const before = childrenOf(holder).filter((child) => child.to <= from).length
  return { path: [...path, String(before)], is: 'value', from, to }
}

/** The piece of text that says what is at a path; its nearest ancestor when nothing is. */
export function rangeOf(state: EditorState, path: Path): { from: number; to: number } {
  let node: SyntaxNode | null = childrenOf(syntaxTree(state).topNode)[0] ?? null
  let range = { from: 0, to: 0 }
  for (const key of path) {
    const child: SyntaxNode | undefined = node ? childAt(state, node, key) : undefined
    if (!child) break
    const name = child.name === 'Property' ? child.getChild('PropertyName') : child
    range = { from: name?.from ?? child.from, to: name?.to ?? child.to }
    node = child.name === 'Property' ? (childrenOf(child)[0] ?? null) : child
  }
  return range
}

function tokenAt(node: SyntaxNode, position: number): { from: number; to: number } {
  const isToken = node.name === 'PropertyName' || (values.test(node.name) && !node.firstChild)
  return isToken && position > node.from && position <= node.to && !/Object|Array/.test(node.name)
    ? { from: node.from, to: node.to }
    : { from: position, to: position }
}

/** The nearest object, list or property that a position is inside of. */
function holderOf(node: SyntaxNode, position: number): SyntaxNode | null {
  let one: SyntaxNode | null = node
  while (one) {
    const isInside = one.name === 'Property' ? position > one.from : position > one.from
    const isOpen = one.to > position || one.lastChild?.type.isError || one.name === 'Property'
    if (/^(Object|Array|Property)$/.test(one.name) && isInside && isOpen) return one
    one = one.parent
  }
  return null
}

/** Keys and indices of a node, read upwards. */
function pathOf(state: EditorState, node: SyntaxNode | null): string[] {
  const path: string[] = []
  for (let one = node; one; one = one.parent) {
    if (one.name === 'Property') path.unshift(nameOf(state, one))
    if (one.parent?.name === 'Array' && values.test(one.name)) {
      const { from } = one
      path.unshift(String(childrenOf(one.parent).findIndex((child) => child.from === from)))
    }
  }
  return path
}

function childAt(state: EditorState, node: SyntaxNode, key: string): SyntaxNode | undefined {
  if (node.name === 'Array') return childrenOf(node)[Number(key)]
  return node.getChildren('Property').find((property) => nameOf(state, property) === key)
}

function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child; child = child.nextSibling) {
    if (values.test(child.name)) children.push(child)
  }
  return children
}

function nameOf(state: EditorState, property: SyntaxNode): string {
  const name = property.getChild('PropertyName')
  if (!name) return ''
  const text = state.sliceDoc(name.from, name.to)
  try {
    return String(JSON.parse(text))
  } catch {
    // Half written: without its closing quote.
    return text.replaceAll('"', '')
  }
}
