import { useSignal } from '@preact/signals'
import type { Block } from '../../shared/content/content.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { blockFields, blockTypes, newBlocks } from './block-fields.ts'
import { BlockInput } from './block-input.tsx'

/** Blocks in their order. */
export function BlockList({
  blocks,
  config,
  under,
  onChange: set,
}: {
  blocks: readonly Block[]
  config: SiteConfig
  under: readonly string[]
  onChange: (blocks: Block[]) => void
}) {
  const said = useSignal('')
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
                  config={config}
                  under={[...under, String(i)]}
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
