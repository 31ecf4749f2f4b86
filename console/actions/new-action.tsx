import type { SiteConfig } from '../../shared/site/config.ts'
import { Head } from '../parts/head.tsx'
import { go, link } from '../route.ts'
import { Templates } from './templates-list.tsx'

/** From a template to a draft: choose a place, choose what to say. */
export function NewAction({ config }: { config: SiteConfig }) {
  return (
    <>
      <Head
        title="New action"
        up={['Actions', link('actions')]}
        words="Start from something that works, and make it yours. Nothing is live before you publish."
      />
      <Templates config={config} onBegun={(id) => go('actions', id)} />
    </>
  )
}
