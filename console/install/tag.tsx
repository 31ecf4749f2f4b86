import { useSignal } from '@preact/signals'
import { site } from '../admin/site.ts'
import { ChoiceField, TextField } from '../parts/field.tsx'
import { Snippet } from './snippet.tsx'

type Consent = 'none' | 'opt-out' | 'required'

/** The line to paste, with what a site may want to say in it. */
export function Tag() {
  const here = new URL('..', document.baseURI).href
  const key = useSignal(`pk_${site.value}`)
  const folder = useSignal(here)
  const consent = useSignal<Consent>('none')
  const slots = useSignal('')
  const attributes = [
    `src="${escaped(folder.value.replace(/\/?$/, '/'))}attune.js"`,
    `data-key="${escaped(key.value)}"`,
    ...(consent.value === 'none' ? [] : [`data-consent="${consent.value}"`]),
    ...(slots.value.trim() === '' ? [] : [`data-slots="${escaped(slots.value.trim())}"`]),
  ]
  return (
    <section class="card">
      <h2>The tag</h2>
      <p class="quiet">
        One line on every page, best in the head. Page views, visits, products and clicks that you
        mark are heard from then on.
      </p>
      <Snippet name="tag" text={`<script async ${attributes.join(' ')}></script>`} />
      <details>
        <summary class="quiet">Options</summary>
        <div class="grid inner">
          <TextField
            label="Public key"
            value={key.value}
            onChange={(value = '') => {
              key.value = value
            }}
          />
          <TextField
            label="Folder it is served from"
            hint="A path of your own site, such as https://shop.example/a1/, keeps cookies first-party and blockers away."
            value={folder.value}
            onChange={(value = here) => {
              folder.value = value
            }}
          />
          <ChoiceField
            label="Consent"
            value={consent.value}
            options={[
              ['none', 'nobody is asked'],
              ['opt-out', 'listens until a no'],
              ['required', 'nothing before a yes'],
            ]}
            onChange={(mode) => {
              consent.value = mode
            }}
          />
          <TextField
            label="Slots without an element"
            hint="Overlays and cards: overlay exit-offer"
            value={slots.value}
            onChange={(value = '') => {
              slots.value = value
            }}
          />
        </div>
      </details>
      <h2>A slot</h2>
      <Snippet
        name="slot"
        text={`<section data-attune-slot="home-hero">… what stays if anything fails …</section>`}
      />
      <h2>A product, and a click that counts</h2>
      <Snippet
        name="product"
        text={`<article data-attune-product="wool-throw" data-attune-name="Wool throw" data-attune-category="bedding" data-attune-price="79">
  <button data-attune-event="Product Added">Put in the cart</button>
</article>`}
      />
    </section>
  )
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
