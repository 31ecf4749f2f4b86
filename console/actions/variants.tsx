import { useSignal } from '@preact/signals'
import { ContentEditor } from '../content/editor.tsx'
import { Preview } from '../content/preview.tsx'
import { NumberField } from '../parts/field.tsx'
import type { ActionPart } from './part.ts'

/** What it shows: one content, or several to compare. */
export function Variants({ id, action, config, set: change }: ActionPart & { id: string }) {
  const names = Object.keys(action.variants)
  const open = useSignal(names[0] ?? '')
  const name = names.includes(open.value) ? open.value : (names[0] ?? '')
  const variant = action.variants[name]
  const add = () => {
    const next = 'bcdefghijklmnopqrstuvwxyz'.split('').find((one) => !names.includes(one)) ?? 'z'
    if (!variant) return
    change({ variants: { ...action.variants, [next]: structuredClone(variant) } })
    open.value = next
  }
  const remove = () => {
    const { [name]: _, ...rest } = action.variants
    change({ variants: rest })
  }
  if (!variant) return null
  const set = (next: typeof variant) => change({ variants: { ...action.variants, [name]: next } })
  return (
    <section class="card">
      <div class="row apart">
        <h2>What it shows</h2>
        <div class="row tight">
          {names.map((one) => (
            <button
              key={one}
              type="button"
              class="chip"
              aria-pressed={one === name}
              onClick={() => {
                open.value = one
              }}
            >
              {one}
            </button>
          ))}
          <button type="button" class="plain" onClick={add}>
            + Variant
          </button>
        </div>
      </div>
      <Preview
        content={variant.content}
        surface={variant.content.type === 'blocks' ? variant.content.surface : undefined}
      />
      {names.length > 1 && (
        <div class="row bottom">
          <NumberField
            label={`Share of ${name}`}
            hint="Compared with the shares of the others."
            min={0}
            step="any"
            placeholder="1"
            value={variant.share}
            onChange={(share) => {
              const { share: _, ...rest } = variant
              set(share === undefined ? rest : { ...rest, share })
            }}
          />
          <button type="button" class="plain" onClick={remove}>
            Remove variant {name}
          </button>
        </div>
      )}
      <ContentEditor
        key={name}
        content={variant.content}
        config={config}
        under={['actions', id, 'variants', name, 'content']}
        onChange={(content) => set({ ...variant, content })}
      />
    </section>
  )
}
