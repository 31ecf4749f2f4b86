import { TextField } from '../parts/field.tsx'
import type { ActionPart } from './part.ts'

const outcomes = ['dismissed', 'clicked', 'converted'] as const

/** How long it rests after somebody has answered it. */
export function Cooldown({ action, set }: ActionPart) {
  return (
    <div class="grid">
      {outcomes.map((outcome) => (
        <TextField
          key={outcome}
          label={`Pause after it was ${outcome}`}
          list="windows"
          placeholder="none"
          value={action.cooldown?.[outcome]}
          onChange={(window) => {
            const { [outcome]: _, ...rest } = action.cooldown ?? {}
            const cooldown = window ? { ...rest, [outcome]: window } : rest
            set({ cooldown: Object.keys(cooldown).length > 0 ? cooldown : undefined })
          }}
        />
      ))}
    </div>
  )
}
