import type { SiteConfig } from '../../shared/site/config.ts'
import { edit } from '../admin/workspace.ts'
import { tidy } from '../collection/entries.ts'
import { Windows } from '../parts/caps-field.tsx'
import { Head } from '../parts/head.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { link } from '../route.ts'
import { AsText } from './as-text.tsx'
import { ConsentCard } from './consent-card.tsx'
import { LimitsCard } from './limits-card.tsx'
import type { SettingsPart } from './part.ts'
import { SiteCard } from './site-card.tsx'

/** What holds for the whole site, and everything else as text. */
export function SettingsView() {
  return (
    <>
      <Head
        title="Settings"
        words="What holds for the whole site. It becomes live when you publish."
      >
        <a class="button primary" href={link('publishing')}>
          Review and publish
        </a>
      </Head>
      <WithWorkspace>{({ config }) => <Settings config={config} />}</WithWorkspace>
    </>
  )
}

function Settings({ config }: { config: SiteConfig }) {
  const set: SettingsPart['set'] = (some) => edit((now) => tidy({ ...now, ...some }))
  const part = { config, set }
  return (
    <div class="editor">
      <div class="stack">
        <Windows />
        <SiteCard {...part} />
        <ConsentCard {...part} />
        <LimitsCard {...part} />
        <AsText config={config} />
      </div>
      <aside class="stack beside" aria-label="What it means">
        <CheckPanel config={config} />
      </aside>
    </div>
  )
}
