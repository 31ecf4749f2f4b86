import type { TraitDeclaration } from '../../shared/profile/trait.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { ChoiceField } from '../parts/field.tsx'

const sensitivities = [
  ['normal', 'May choose content and be shown'],
  ['yellow', 'May choose content, never be shown'],
  ['red', 'Sensitive: only where you say so'],
] as const

/** What a trait may be used for: privacy is a property of the fact, not of the rule. */
export function Discretion({
  trait,
  config,
  set,
}: {
  trait: TraitDeclaration
  config: SiteConfig
  set: (some: Pick<TraitDeclaration, 'purpose' | 'sensitivity'>) => void
}) {
  const purposes = Object.keys(config.consent?.purposes ?? {})
  return (
    <section class="card">
      <h2>What it may be used for</h2>
      <div class="grid">
        <ChoiceField
          label="Purpose"
          hint="Without this consent it is neither folded nor used."
          value={trait.purpose ?? ''}
          options={[['', 'any'], ...purposes.map((name) => [name, name] as const)]}
          onChange={(purpose) => set({ purpose: purpose || undefined })}
        />
        <ChoiceField
          label="Sensitivity"
          value={trait.sensitivity ?? 'normal'}
          options={sensitivities}
          onChange={(one) => set({ sensitivity: one === 'normal' ? undefined : one })}
        />
      </div>
    </section>
  )
}
