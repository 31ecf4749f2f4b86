import type { SiteConfig } from '../../shared/site/config.ts'
import { Check } from './field.tsx'

/** Consent purposes that must be granted. */
export function PurposesField({
  value,
  standard,
  config,
  onChange,
}: {
  value: string[] | undefined
  /** What holds while nothing is said. */
  standard: string
  config: SiteConfig
  onChange: (purposes: string[] | undefined) => void
}) {
  const chosen = value ?? [standard]
  const declared = Object.entries(config.consent?.purposes ?? { [standard]: {} })
  return (
    <fieldset class="choices">
      <legend>Only for people who agreed to</legend>
      {declared.map(([name, { description }]) => (
        <Check
          key={name}
          label={name}
          hint={description}
          checked={chosen.includes(name)}
          onChange={(isIn) => {
            const next = isIn ? [...chosen, name] : chosen.filter((one) => one !== name)
            onChange(next.length === 1 && next[0] === standard ? undefined : next)
          }}
        />
      ))}
    </fieldset>
  )
}
