import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Applied } from './apply.ts'
import { setAttribute } from './attributes.ts'

/** Writes into the text that is there; the elements around it, and their listeners, stay. */
const setText = (element: Element, text: string): (() => void) => {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT)
  const nodes: Node[] = []
  while (walker.nextNode()) if (walker.currentNode.nodeValue?.trim()) nodes.push(walker.currentNode)
  if (!nodes.length) nodes.push(element.appendChild(new Text()))
  const before = nodes.map(({ nodeValue }) => nodeValue)
  const ours = (i: number): string => (i ? '' : text)
  nodes.forEach((node, i) => {
    node.nodeValue = ours(i)
  })
  return () =>
    nodes.forEach((node, i) => {
      // What the page has written meanwhile is newer than what it had written before us.
      if (node.nodeValue === ours(i)) node.nodeValue = before[i] ?? ''
    })
}

const setAttributes = (element: Element, set: Record<string, string>): (() => void) => {
  const before = Object.entries(set).map(([name, value]) => {
    const old = element.getAttribute(name)
    setAttribute(element, name, value)
    return [name, old] as const
  })
  return () => {
    for (const [name, value] of before) {
      if (value === null) element.removeAttribute(name)
      else element.setAttribute(name, value)
    }
  }
}

const setClasses = ({ classList }: Element, add: string[], remove: string[]): (() => void) => {
  const added = add.filter((name) => !classList.contains(name))
  const removed = remove.filter((name) => classList.contains(name))
  classList.add(...added)
  classList.remove(...removed)
  return () => {
    classList.remove(...added)
    classList.add(...removed)
  }
}

/** Changes what is there instead of putting something in its place: text, attributes, classes. */
export const rewrite = (element: Element, { content }: PageDecision): Applied | undefined => {
  const shown = element
  switch (content.type) {
    case 'text':
      return { shown, undo: setText(element, content.text) }
    case 'attributes':
      return { shown, undo: setAttributes(element, content.set) }
    case 'classes':
      return { shown, undo: setClasses(element, content.add ?? [], content.remove ?? []) }
    default:
      return
  }
}
