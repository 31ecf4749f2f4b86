import type { Completion, CompletionContext, CompletionResult } from '@codemirror/autocomplete'
import { operators } from '../../shared/condition/operators.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { factsAt, namesAt } from './names.ts'
import { type Path, placeAt } from './place.ts'
import { offerAt } from './schema.ts'

/** What completion has to know of the draft around the text. */
export interface Surroundings {
  config: SiteConfig
  /** Where in the configuration the text belongs; empty for the whole. */
  under: Path
}

/** Completes keys and values by the published schema, names by the draft, facts in conditions. */
export function completeFor(around: () => Surroundings) {
  return (context: CompletionContext): CompletionResult | null => {
    const { config, under } = around()
    const place = placeAt(context.state, context.pos)
    const isBegun = place.to > place.from
    if (!isBegun && !context.explicit) return null
    const path = [...under, ...place.path]
    const options = place.is === 'key' ? keysAt(path, config) : valuesAt(path, config)
    return options.length > 0
      ? { from: place.from, to: place.to, options, validFor: /^"?[\w.$-]*"?$/ }
      : null
  }
}

function keysAt(path: Path, config: SiteConfig): Completion[] {
  const facts = factsAt(path, config)
  const asked = [...offerAt(path).keys, ...facts.map((name) => ({ name, start: '' }))]
  const isComparison = facts.length === 0 && path.some((key) => key === 'when' || key === 'where')
  return [
    ...asked.map(({ name, start }) => option(name, `: ${start}`, 'property')),
    ...(isComparison || facts.length > 0
      ? Object.entries(operators).map(([name, { docs }]) => ({
          ...option(name, ': ', 'keyword'),
          info: docs,
        }))
      : []),
  ]
}

function valuesAt(path: Path, config: SiteConfig): Completion[] {
  const values = [...namesAt(path, config), ...offerAt(path).values]
  return [...new Set(values)].map((value) => ({
    label: JSON.stringify(value),
    type: 'enum',
  }))
}

function option(name: string, after: string, type: string): Completion {
  const label = JSON.stringify(name)
  return { label, type, apply: label + after }
}
