import type { Lookup } from '../condition/condition.ts'
import type { ResolveContent } from '../decide/decision.ts'
import type { Content } from './content.ts'
import { fillTemplate, isTemplate } from './template.ts'

/** Remembers which contents have no template at all: they are delivered as they are. */
const plain = new WeakSet<object>()

/** Creates what fills the templates of content. Total: answers the path that had no value. */
export function createResolver(): ResolveContent {
  return (content, lookup) => {
    if (plain.has(content)) return { content }
    const filling = { lookup, templates: 0 }
    const filled = fillValue(content, filling)
    if ('missing' in filled) return filled
    if (filling.templates === 0) plain.add(content)
    // Only texts were replaced by texts: what was content still is.
    return { content: filled.value as Content }
  }
}

interface Filling {
  lookup: Lookup
  /** How many templates were met. */
  templates: number
}

type FilledValue = { value: unknown } | { missing: string }

function fillValue(value: unknown, filling: Filling): FilledValue {
  if (typeof value === 'string') return fillText(value, filling)
  if (typeof value !== 'object' || value === null) return { value }
  const keys = Object.keys(value)
  const values: unknown[] = []
  for (const item of Object.values(value)) {
    const filled = fillValue(item, filling)
    if ('missing' in filled) return filled
    values.push(filled.value)
  }
  if (Array.isArray(value)) return { value: values }
  return { value: Object.fromEntries(keys.map((key, i) => [key, values[i]])) }
}

function fillText(text: string, filling: Filling): FilledValue {
  if (!isTemplate(text)) return { value: text }
  filling.templates += 1
  const filled = fillTemplate(text, filling.lookup)
  return 'missing' in filled ? filled : { value: filled.text }
}
