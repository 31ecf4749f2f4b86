import { z } from 'zod'
import { blockSchema, type Content } from './content.ts'
import { nearestLocale } from './locale.ts'

const blocks = z.array(blockSchema).min(1).max(20)

/** A piece of the content library: blocks written once, for every action that names them. */
export const pieceSchema = z.strictObject({
  description: z.string().max(1_024).optional(),
  blocks,
  /** Blocks by locale (`fr`, `pt-BR`); the nearest wins, `blocks` is the fallback. */
  locales: z.record(z.string().max(35), blocks).optional(),
})

/** The content library of a site, by name. */
export type Library = Readonly<Record<string, z.infer<typeof pieceSchema>>>

/** Names of the pieces that content puts before and after its own blocks. */
export function piecesIn(content: Content): string[] {
  return content.type === 'blocks' ? [...(content.first ?? []), ...(content.last ?? [])] : []
}

/** Content with its pieces in place, in the words of a locale. A piece that is not there adds nothing. */
export function withPieces(content: Content, library: Library, locale: string): Content {
  if (content.type !== 'blocks' || piecesIn(content).length === 0) return content
  const { first = [], last = [], ...own } = content
  const blocksOf = (name: string) => {
    const piece = Object.hasOwn(library, name) ? library[name] : undefined
    return piece === undefined ? [] : (nearestLocale(piece.locales, locale) ?? piece.blocks)
  }
  return {
    ...own,
    blocks: [...first.flatMap(blocksOf), ...own.blocks, ...last.flatMap(blocksOf)],
  }
}
