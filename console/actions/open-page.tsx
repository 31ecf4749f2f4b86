import { useSignal } from '@preact/signals'
import type { SiteConfig } from '../../shared/site/config.ts'
import { admin } from '../admin/site.ts'
import { save } from '../admin/workspace.ts'
import { Failure } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** The owner's real page as somebody would see it with the draft: signed, for 15 minutes, never counted. */
export function OpenPage({
  config: { origins = [] },
  person,
  page,
}: {
  config: SiteConfig
  person: string
  page: string
}) {
  const address = useSignal('')
  const made = useSignal<{ url: string; until: number } | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const make = async () => {
    try {
      const base = address.value || origins[0]
      if (!base) throw new Error('Say where the page is: its whole address.')
      const url = new URL(page, base).href
      await save()
      made.value = await admin.previewLink({ url, ...(person && { as: { ref: person } }) })
      failed.value = undefined
    } catch (error) {
      made.value = undefined
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <details>
      <summary>In your real page</summary>
      <div class="stack inner">
        <label>
          Address of the site
          <input
            value={address.value || (origins[0] ?? '')}
            placeholder="https://shop.example"
            autocomplete="off"
            spellcheck={false}
            onInput={(event) => {
              address.value = event.currentTarget.value.trim()
            }}
          />
        </label>
        <button type="button" onClick={() => void make()}>
          Make a preview link
        </button>
        {failed.value && <Failure error={failed.value} />}
        {made.value && (
          <p role="status">
            <a href={made.value.url} target="_blank" rel="noreferrer">
              Open the page with your draft
            </a>{' '}
            <span class="quiet">
              It follows you over pages, counts nothing, and ends <Time at={made.value.until} />.
            </span>
          </p>
        )}
      </div>
    </details>
  )
}
