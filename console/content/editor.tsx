import { type Content, surfaces } from '../../shared/content/content.ts'
import type { Json } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { AreaField, ChoiceField } from '../parts/field.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import { JsonText } from '../text/json-text.tsx'
import { newBlocks } from './block-fields.ts'
import { BlockList } from './block-list.tsx'

const kinds = [
  ['blocks', 'Blocks, drawn by Attune'],
  ['text', 'Text in place of the slot’s text'],
  ['attributes', 'Attributes of the slot’s element'],
  ['classes', 'Classes of the slot’s element'],
  ['json', 'Data for the site’s own code'],
] as const

const starts: Record<Content['type'], Content> = {
  blocks: { type: 'blocks', blocks: [newBlocks.heading, newBlocks.text, newBlocks.button] },
  text: { type: 'text', text: 'New text' },
  attributes: { type: 'attributes', set: { title: 'New title' } },
  classes: { type: 'classes', add: ['highlight'] },
  json: { type: 'json', data: {} },
}

/** What is shown, piece by piece. */
export function ContentEditor({
  content,
  config,
  under,
  onChange,
}: {
  content: Content
  config: SiteConfig
  /** Where in the configuration it stands. */
  under: readonly string[]
  onChange: (content: Content) => void
}) {
  return (
    <div class="stack">
      <div class="grid">
        <ChoiceField
          label="Kind of content"
          value={content.type}
          options={kinds}
          onChange={(type) => onChange(starts[type])}
        />
        {content.type === 'blocks' && (
          <ChoiceField
            label="Appears as"
            value={content.surface ?? 'inline'}
            options={surfaces.map((surface) => [surface, surfaceWords[surface]])}
            onChange={(surface) => {
              const { surface: _, ...rest } = content
              onChange(surface === 'inline' ? rest : { ...rest, surface })
            }}
          />
        )}
      </div>
      {content.type === 'blocks' && Object.keys(config.content ?? {}).length > 0 && (
        <div class="grid">
          <TagsField
            label="Begins with"
            hint={`Pieces of the library: ${Object.keys(config.content ?? {}).join(', ')}.`}
            value={content.first}
            onChange={(first) => {
              const { first: _, ...rest } = content
              onChange(first ? { ...rest, first } : rest)
            }}
          />
          <TagsField
            label="Ends with"
            value={content.last}
            onChange={(last) => {
              const { last: _, ...rest } = content
              onChange(last ? { ...rest, last } : rest)
            }}
          />
        </div>
      )}
      {content.type === 'blocks' ? (
        <BlockList
          blocks={content.blocks}
          config={config}
          under={[...under, 'blocks']}
          onChange={(blocks) => onChange({ ...content, blocks })}
        />
      ) : content.type === 'text' ? (
        <AreaField
          label="Text"
          value={content.text}
          onChange={(text = '') => onChange({ ...content, text })}
        />
      ) : (
        <JsonText
          key={content.type}
          label="Content as text"
          value={content as Json}
          config={config}
          under={under}
          onChange={(json) => onChange(json as Content)}
        />
      )}
    </div>
  )
}

const surfaceWords: Record<(typeof surfaces)[number], string> = {
  inline: 'In its place on the page',
  banner: 'Banner',
  card: 'Card in the corner',
  modal: 'Dialog',
  toast: 'Toast',
}
