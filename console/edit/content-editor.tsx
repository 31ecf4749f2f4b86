import { useSignal } from '@preact/signals'
import { type Block, type Content, surfaces } from '../../shared/content/content.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { AreaField, ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { type BlockField, blockFields, blockTypes, newBlocks } from './block-fields.ts'

type Blocks = Extract<Content, { type: 'blocks' }>

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
  onChange,
}: {
  content: Content
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
      {content.type === 'blocks' ? (
        <BlockList content={content} onChange={onChange} />
      ) : content.type === 'text' ? (
        <AreaField
          label="Text"
          value={content.text}
          onChange={(text = '') => onChange({ ...content, text })}
        />
      ) : (
        <JsonField
          label="As JSON"
          value={content as Json}
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

function BlockList({
  content,
  onChange,
}: {
  content: Blocks
  onChange: (content: Content) => void
}) {
  const { blocks } = content
  const said = useSignal('')
  const set = (next: Block[]) => onChange({ ...content, blocks: next })
  const move = (i: number, by: number) => {
    const next = [...blocks]
    const [block] = next.splice(i, 1)
    if (!block) return
    next.splice(i + by, 0, block)
    set(next)
    said.value = `Moved to place ${i + by + 1}.`
  }
  return (
    <>
      <ol class="blocks">
        {blocks.map((block, i) => (
          // Blocks have no name of their own; fields hold no state that could move along.
          <li key={`${i}${block.type}`} class="block">
            <div class="row apart">
              <b>{block.type}</b>
              <span class="row tight">
                <button
                  type="button"
                  class="plain icon"
                  aria-label={`Move ${block.type} ${i + 1} up`}
                  disabled={i === 0}
                  onClick={() => move(i, -1)}
                >
                  ↑
                </button>
                <button
                  type="button"
                  class="plain icon"
                  aria-label={`Move ${block.type} ${i + 1} down`}
                  disabled={i === blocks.length - 1}
                  onClick={() => move(i, 1)}
                >
                  ↓
                </button>
                <button
                  type="button"
                  class="plain icon"
                  aria-label={`Remove ${block.type} ${i + 1}`}
                  disabled={blocks.length === 1}
                  onClick={() => set(blocks.filter((_, at) => at !== i))}
                >
                  ×
                </button>
              </span>
            </div>
            <div class="grid">
              {blockFields[block.type].map((field) => (
                <BlockInput
                  key={field.name}
                  field={field}
                  block={block}
                  onChange={(next) => set(blocks.map((old, at) => (at === i ? next : old)))}
                />
              ))}
            </div>
          </li>
        ))}
      </ol>
      <div class="row">
        {blockTypes.map((type) => (
          <button
            key={type}
            type="button"
            class="plain"
            onClick={() => set([...blocks, newBlocks[type]])}
          >
            + {type}
          </button>
        ))}
      </div>
      <p class="sr" aria-live="polite">
        {said.value}
      </p>
    </>
  )
}

function BlockInput({
  field: { name, label, hint, input },
  block,
  onChange,
}: {
  field: BlockField
  block: Block
  onChange: (block: Block) => void
}) {
  const fields = block as JsonObject
  const value = fields[name]
  const set = (next: Json | undefined) => {
    const { [name]: _, ...rest } = fields
    // What must be there is kept empty, and the check says so; what need not be goes.
    const isNeeded = Object.hasOwn(newBlocks[block.type], name) && typeof value === 'string'
    const kept = next ?? (isNeeded ? '' : undefined)
    onChange((kept === undefined ? rest : { ...fields, [name]: kept }) as unknown as Block)
  }
  const text = typeof value === 'string' ? value : undefined
  if (input === 'text') return <TextField {...{ label, hint, value: text, onChange: set }} />
  if (input === 'area') return <AreaField {...{ label, hint, value: text, onChange: set }} />
  if (input === 'number') {
    const number = typeof value === 'number' ? value : undefined
    return <NumberField {...{ label, hint, value: number, onChange: set, min: 1 }} />
  }
  if (input === 'lines') {
    const lines = Array.isArray(value) ? value.join('\n') : ''
    return (
      <AreaField {...{ label, hint, value: lines, onChange: (all = '') => set(all.split('\n')) }} />
    )
  }
  if (input === 'json') return <JsonField label={label} value={value ?? null} onChange={set} />
  const options = [['', '—'] as const, ...input.map((one) => [one, one] as const)]
  return (
    <ChoiceField
      {...{ label, hint, options }}
      value={text ?? ''}
      onChange={(next) => set(next || undefined)}
    />
  )
}

/** Anything, as JSON; told only while it is JSON. */
export function JsonField({
  label,
  value,
  onChange,
}: {
  label: string
  value: Json
  onChange: (json: Json) => void
}) {
  const text = useSignal(JSON.stringify(value, null, 2))
  const fault = useSignal('')
  return (
    <div class="field wide">
      <label>
        {label}
        <textarea
          class="code"
          rows={8}
          spellcheck={false}
          value={text.value}
          aria-invalid={fault.value !== ''}
          onInput={(event) => {
            text.value = event.currentTarget.value
            try {
              onChange(JSON.parse(text.value))
              fault.value = ''
            } catch (error) {
              fault.value = error instanceof Error ? error.message : String(error)
            }
          }}
        />
      </label>
      {fault.value && <p class="fault">{fault.value}</p>}
    </div>
  )
}
