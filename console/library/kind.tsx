import { piecesIn } from '../../shared/content/library.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { tidy } from '../collection/entries.ts'
import type { FormProps, Kind } from '../collection/kind.ts'
import { newBlocks } from '../content/block-fields.ts'
import { BlockList } from '../content/block-list.tsx'
import { Preview } from '../content/preview.tsx'
import { TextField } from '../parts/field.tsx'
import { link } from '../route.ts'

/** Pieces of content that several actions share. */
export const library: Kind<'content'> = {
  collection: 'content',
  one: 'piece',
  many: 'Content',
  words: 'Pieces that several actions share: a delivery promise, a footer, a badge.',
  empty: 'No piece yet. Write once what many actions say before or after their own words.',
  example: 'delivery-promise',
  fresh: () => ({ blocks: [newBlocks.text] }),
  Summary: ({ id, entry: { description, blocks }, config }) => (
    <>
      {description && <p>{description}</p>}
      <p class="quiet">
        {blocks.map(({ type }) => type).join(', ')} · in {usersOf(id, config).length} actions
      </p>
    </>
  ),
  Form: PieceForm,
  Beside: ({ id, config }) => (
    <section class="card">
      <h2>Who shows it</h2>
      {usersOf(id, config).length === 0 && (
        <p class="quiet">No action yet: name it in an action under “Begins with” or “Ends with”.</p>
      )}
      <ul class="pairs">
        {usersOf(id, config).map((action) => (
          <li key={action}>
            <a href={link('actions', action)}>{action}</a>
          </li>
        ))}
      </ul>
    </section>
  ),
}

function PieceForm({ id, entry: piece, config, onChange }: FormProps<'content'>) {
  const set = (some: { [K in keyof typeof piece]?: (typeof piece)[K] | undefined }) =>
    onChange(tidy({ ...piece, ...some }))
  return (
    <>
      <section class="card">
        <h2>What it is</h2>
        <TextField
          label="In a sentence"
          value={piece.description}
          onChange={(description) => set({ description })}
        />
      </section>
      <section class="card">
        <h2>What it shows</h2>
        <Preview content={{ type: 'blocks', blocks: piece.blocks }} />
        <BlockList
          blocks={piece.blocks}
          config={config}
          under={['content', id, 'blocks']}
          onChange={(blocks) => set({ blocks })}
        />
      </section>
    </>
  )
}

function usersOf(id: string, { actions = {} }: SiteConfig): string[] {
  return Object.entries(actions).flatMap(([name, { variants }]) => {
    const isUsed = Object.values(variants).some(({ content }) => piecesIn(content).includes(id))
    return isUsed ? [name] : []
  })
}
