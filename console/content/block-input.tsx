import type { Block } from '../../shared/content/content.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { AreaField, ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { JsonText } from '../text/json-text.tsx'
import { type BlockField, newBlocks } from './block-fields.ts'

/** One field of a block. */
export function BlockInput({
  field: { name, label, hint, input },
  block,
  config,
  under,
  onChange,
}: {
  field: BlockField
  block: Block
  config: SiteConfig
  under: readonly string[]
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
  if (input === 'json') {
    return (
      <div class="field wide">
        <b>{label}</b>
        <JsonText
          {...{ label, config }}
          value={value ?? null}
          under={[...under, name]}
          onChange={set}
        />
      </div>
    )
  }
  const options = [['', '—'] as const, ...input.map((one) => [one, one] as const)]
  return (
    <ChoiceField
      {...{ label, hint, options }}
      value={text ?? ''}
      onChange={(next) => set(next || undefined)}
    />
  )
}
