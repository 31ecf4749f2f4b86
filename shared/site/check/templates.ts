import type { Problem } from '../../condition/condition.ts'
import { factRoots } from '../../condition/parse.ts'
import { discretionOf } from '../../decide/discretion.ts'
import type { SiteConfig } from '../config.ts'
import { contentsOf } from './contents.ts'
import { entries } from './known.ts'

/** A fact that a template names. */
export interface Mention {
  fact: string
  /** Where the content stands. */
  path: string
}

const tag = /\{\{.*?\}\}|\{%.*?%\}/gs
const fact = new RegExp(`(?<![\\w.'"])(?:${factRoots.join('|')})(?:\\.[\\w-]+)+`, 'g')

/** Every fact that the content of a configuration names. */
export function mentionsIn(config: SiteConfig): Mention[] {
  return textsOf(config).flatMap(({ texts, path }) => factsIn(texts, path))
}

/** Every content that a configuration holds, those of its library too. */
function textsOf(config: SiteConfig): { texts: unknown; path: string }[] {
  const actions = entries(config.actions, 'actions').flatMap(({ value, path }) =>
    contentsOf(value, path).map((one) => ({ texts: one.content, path: one.path }))
  )
  const pieces = entries(config.content, 'content').flatMap(({ value, path }) => [
    { texts: value.blocks, path: `${path}.blocks` },
    ...entries(value.locales, `${path}.locales`).map((one) => ({
      texts: one.value,
      path: one.path,
    })),
  ])
  return [...actions, ...pieces]
}

/** Content that would show what a sensitive fact says. */
export function discretionProblems(config: SiteConfig): Problem[] {
  const mayShow = discretionOf(config)
  return mentionsIn(config).flatMap((mention) => {
    if (mayShow(mention.fact)) return []
    const name = mention.fact.split('.')[1]
    const isTrait = mention.fact.startsWith('traits.')
    const advice = isTrait ? ` If it may, declare given.${name}.sensitivity as normal.` : ''
    const message = `${mention.fact} is sensitive: it may choose content, not be shown.${advice}`
    return [{ code: 'indiscreet_content', path: mention.path, message }]
  })
}

function factsIn(content: unknown, path: string): Mention[] {
  if (typeof content === 'string') {
    const tags = content.match(tag) ?? []
    return tags.flatMap((text) => text.match(fact) ?? []).map((one) => ({ fact: one, path }))
  }
  if (typeof content !== 'object' || content === null) return []
  return Object.entries(content).flatMap(([key, value]) => factsIn(value, `${path}.${key}`))
}
