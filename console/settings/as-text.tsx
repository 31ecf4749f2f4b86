import { useSignal } from '@preact/signals'
import type { Json } from '../../shared/event/json.ts'
import { isObject, withChange } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { asConfig, edit, plain } from '../admin/workspace.ts'
import { JsonText } from '../text/json-text.tsx'

/** Parts that are seldom changed, with what they are for. */
const parts = [
  ['given', 'Given traits: sensitivity and purpose of what identify tells'],
  ['retention', 'How long what is kept of people is kept'],
  ['caps', 'Attention by tag and by channel'],
  ['groups', 'Lists of values that conditions refer to'],
  ['catalogue', 'What the site offers, from a feed'],
  ['feeds', 'Who outside hears of segments and traits'],
  ['preferences', 'The page where people choose what they get'],
  ['identity', 'How pages prove who somebody is'],
] as const satisfies readonly (readonly [keyof SiteConfig, string])[]

/** What has no form, each part and the whole as text: completed by the schema, checked at the line. */
export function AsText({ config }: { config: SiteConfig }) {
  return (
    <section class="card">
      <h2>Everything else, as text</h2>
      <p class="quiet">
        Ctrl + Space completes; what stands against publishing is shown at its line.
      </p>
      {parts.map(([name, words]) => (
        <Part key={name} title={words} label={name} config={config} under={[name]} />
      ))}
      <Part title="The whole document" label="Configuration" config={config} under={[]} />
    </section>
  )
}

function Part({
  title,
  label,
  config,
  under,
}: {
  title: string
  label: string
  config: SiteConfig
  under: readonly [keyof SiteConfig] | readonly []
}) {
  const isOpen = useSignal(false)
  const [name] = under
  const whole = plain(config)
  const value: Json = name === undefined ? whole : (whole[name] ?? {})
  const change = (json: Json) => {
    if (!isObject(json)) return
    const isEmpty = name !== undefined && Object.keys(json).length === 0
    edit((now) =>
      asConfig(
        name === undefined
          ? json
          : withChange(plain(now), { path: [name], ...(!isEmpty && { to: json }) })
      )
    )
  }
  return (
    <details
      onToggle={(event) => {
        isOpen.value = event.currentTarget.open
      }}
    >
      <summary>{title}</summary>
      <div class="inner">
        {isOpen.value && <JsonText {...{ label, value, config, under }} onChange={change} />}
      </div>
    </details>
  )
}
