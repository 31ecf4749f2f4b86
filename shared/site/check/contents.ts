import type { Problem } from '../../condition/condition.ts'
import type { Content } from '../../content/content.ts'
import { piecesIn, withPieces } from '../../content/library.ts'
import type { Action } from '../../decide/action.ts'
import type { SiteConfig } from '../config.ts'
import { entries, names, unknown } from './known.ts'

/** Content of an action, and where it stands. */
export interface PlacedContent {
  content: Content
  path: string
}

/** All content of an action: of each variant, in each locale. */
export function contentsOf(action: Action, path: string): PlacedContent[] {
  return entries(action.variants, `${path}.variants`).flatMap(({ value, path: at }) => [
    { content: value.content, path: `${at}.content` },
    ...entries(value.locales, `${at}.locales`).map((locale) => ({
      content: locale.value,
      path: locale.path,
    })),
  ])
}

/** What content takes from elsewhere: pieces of the library, and codes of offers. */
export function contentProblems(config: SiteConfig): Problem[] {
  return entries(config.actions, 'actions').flatMap(({ value, path }) => [
    ...contentsOf(value, path).flatMap((placed) => pieceProblems(placed, config)),
    ...offerProblems(value, path, config),
  ])
}

function pieceProblems({ content, path }: PlacedContent, config: SiteConfig): Problem[] {
  const known = names(config.content)
  const missing = piecesIn(content).flatMap((name) => unknown({ kind: 'piece', name, path, known }))
  if (missing.length > 0 || content.type !== 'blocks') return missing
  const { blocks } = { blocks: [], ...withPieces(content, config.content ?? {}, '') }
  if (blocks.length > 0) return []
  const message = 'There is nothing in it. Add a block, or a piece of the content library.'
  return [{ code: 'empty_content', path: `${path}.blocks`, message }]
}

/** A code is shown by those actions, and those alone, that say from which pool it comes. */
function offerProblems(action: Action, path: string, config: SiteConfig): Problem[] {
  const { offer: name } = action
  const showing = contentsOf(action, path).filter(({ content }) => showsCode(content, config))
  if (name === undefined) {
    return showing.map((placed) => ({
      code: 'code_without_offer',
      path: placed.path,
      message: 'It shows {{ offer.code }}. Say from which pool: `"offer": "spring"`.',
    }))
  }
  const at = `${path}.offer`
  const missing = unknown({ kind: 'offer', name, path: at, known: names(config.offers) })
  if (missing.length > 0 || showing.length > 0) return missing
  const message = 'No content of it shows {{ offer.code }}, so every code would be wasted.'
  return [{ code: 'offer_not_shown', path: at, message }]
}

function showsCode(content: Content, { content: library = {} }: SiteConfig): boolean {
  return /\{[{%][^}]*\boffer\.code\b/.test(JSON.stringify(withPieces(content, library, '')))
}
