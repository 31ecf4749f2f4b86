import type { ComponentChildren } from 'preact'
import type { Block, Content } from '../../shared/content/content.ts'
import { safeUrl } from '../../shared/content/safe-url.ts'

/**
 * Content as a page would show it, near enough. Text goes in as text and addresses pass the one
 * check; nothing in it leads anywhere, so that a click cannot take the owner away from their work.
 */
export function Preview({ content, surface }: { content: Content; surface?: string | undefined }) {
  return (
    <section class={`preview ${surface ?? ''}`} aria-label="Preview">
      <PreviewOf content={content} />
    </section>
  )
}

function PreviewOf({ content }: { content: Content }) {
  switch (content.type) {
    case 'blocks':
      return content.blocks.map((block, i) => (
        <PreviewBlock key={`${i}${block.type}`} block={block} />
      ))
    case 'text':
      return (
        <p>
          <Filled text={content.text} />
        </p>
      )
    default:
      return <pre>{JSON.stringify(content, null, 2)}</pre>
  }
}

function PreviewBlock({ block }: { block: Block }): ComponentChildren {
  switch (block.type) {
    case 'heading':
      return (
        // Not a heading of the console: its outline belongs to the owner's work.
        <p class={`p-heading l${block.level ?? 2}`}>
          <Filled text={block.text} />
        </p>
      )
    case 'text':
      return (
        <p>
          <Filled text={block.text} />
        </p>
      )
    case 'image':
      return <Picture src={block.src} alt={block.alt} />
    case 'button':
      return (
        <span class={`p-button ${block.style ?? 'primary'}`}>
          <Filled text={block.text} />
        </span>
      )
    case 'badge':
      return (
        <span class={`badge ${tones[block.tone ?? 'neutral']}`}>
          <Filled text={block.text} />
        </span>
      )
    case 'list': {
      const items = block.items.map((item, i) => (
        <li key={`${i}${item}`}>
          <Filled text={item} />
        </li>
      ))
      return block.ordered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'product':
      return (
        <div class="p-product">
          {block.image && <Picture src={block.image} alt="" />}
          {block.badge && <span class="badge accent">{block.badge}</span>}
          <b>
            <Filled text={block.name} />
          </b>
          <span>
            {block.price && <Filled text={block.price} />} {block.was && <s>{block.was}</s>}
          </span>
        </div>
      )
    case 'countdown':
      return (
        <p>
          <Filled text={block.text ?? ''} /> <b class="number">2 d 04:15:00</b>
        </p>
      )
    case 'form':
      return (
        <div class="p-form">
          {block.fields.map(({ name, label }) => (
            <span key={name}>
              {label}
              <i />
            </span>
          ))}
          <span class="p-button primary">{block.submit}</span>
        </div>
      )
  }
}

const tones = { neutral: '', info: 'accent', positive: 'good', warning: 'warn', critical: 'bad' }

/** A picture of another site is fetched only where the console's policy lets it; else its words stand. */
function Picture({ src, alt }: { src: string; alt: string }) {
  const url = safeUrl(src)
  const isAbsolute = url !== undefined && /^(https:|data:image\/)/.test(url)
  return isAbsolute ? (
    <img class="p-image" src={url} alt={alt} referrerpolicy="no-referrer" />
  ) : (
    <span class="p-image">
      <span>{alt || 'Picture'}</span>
      <code>{src}</code>
    </span>
  )
}

/** Text in which the places that are filled per person stand out. */
function Filled({ text }: { text: string }) {
  const parts = text.split(/(\{\{.*?\}\}|\{%.*?%\})/)
  return parts.map((part, i) =>
    i % 2 === 1 ? (
      <mark key={`${i}`} class="slot">
        {part.replace(/^\{[{%]\s*|\s*[}%]\}$/g, '')}
      </mark>
    ) : (
      part
    )
  )
}
