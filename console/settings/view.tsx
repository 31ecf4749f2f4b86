import type { Json } from '../../shared/event/json.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { asConfig, edit, plain } from '../admin/workspace.ts'
import { tidy } from '../collection/entries.ts'
import { CapsField, Windows } from '../parts/caps-field.tsx'
import { ChoiceField, NumberField, TextField } from '../parts/field.tsx'
import { Head } from '../parts/head.tsx'
import { TagsField } from '../parts/tags-field.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { CheckPanel } from '../publish/check-panel.tsx'
import { link } from '../route.ts'
import { JsonText } from '../text/json-text.tsx'
import { Purposes } from './purposes.tsx'

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
  const set = (some: { [K in keyof SiteConfig]?: SiteConfig[K] | undefined }) =>
    edit((now) => tidy({ ...now, ...some }))
  const { consent, holdout, caps } = config
  return (
    <div class="editor">
      <div class="stack">
        <Windows />
        <section class="card">
          <h2>The site</h2>
          <div class="grid">
            <TextField
              label="Name of the site"
              value={config.name}
              onChange={(name = '') => set({ name })}
            />
            <TextField
              label="Time zone"
              hint="When a visitor’s own is unknown."
              placeholder="UTC"
              value={config.timezone}
              onChange={(timezone) => set({ timezone })}
            />
            <TextField
              label="Language"
              placeholder="en"
              value={config.locale}
              onChange={(locale) => set({ locale })}
            />
            <TagsField
              label="Pages of these origins may use the public key"
              hint="Empty: any page may."
              placeholder="https://shop.example"
              value={config.origins}
              onChange={(origins) => set({ origins })}
            />
          </div>
        </section>
        <section class="card">
          <h2>Consent</h2>
          <ChoiceField
            label="Without an answer"
            value={consent?.mode ?? 'none'}
            options={[
              ['none', 'everything is allowed: nobody is asked'],
              ['opt-out', 'everything is allowed until a no'],
              ['required', 'nothing is allowed before a yes'],
            ]}
            onChange={(mode) => set({ consent: { ...consent, mode } })}
          />
          <Purposes
            value={consent?.purposes}
            onChange={(purposes) =>
              set({ consent: { ...consent, ...(purposes ? { purposes } : {}) } })
            }
          />
        </section>
        <section class="card">
          <h2>Fair measurement</h2>
          <NumberField
            label="Share of people who get nothing but defaults"
            hint="0 to 0.5. They are who everybody else is compared with."
            min={0}
            max={0.5}
            step="any"
            placeholder="0"
            value={holdout?.share}
            onChange={(share) => set({ holdout: share ? { ...holdout, share } : undefined })}
          />
        </section>
        <section class="card">
          <h2>Attention: everything together, at most</h2>
          <CapsField
            value={caps?.total}
            onChange={(total) => {
              const { total: _, ...rest } = caps ?? {}
              const next = total ? { ...rest, total } : rest
              set({ caps: Object.keys(next).length > 0 ? next : undefined })
            }}
          />
        </section>
        <section class="card">
          <h2>The whole document, as text</h2>
          <p class="quiet">
            Everything there is, channels and groups of values included. Ctrl + Space completes;
            what stands against publishing is shown at its line.
          </p>
          <JsonText
            label="Configuration"
            value={plain(config) as Json}
            config={config}
            onChange={(json) => isObject(json) && edit(() => asConfig(json))}
          />
        </section>
      </div>
      <aside class="stack beside" aria-label="What it means">
        <CheckPanel config={config} />
      </aside>
    </div>
  )
}
