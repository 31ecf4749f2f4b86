import { Check } from '../parts/field.tsx'
import type { ActionPart } from './part.ts'

/** Which slots it may fill. */
export function Places({ action, config, set }: ActionPart) {
  const slots = Object.entries(config.slots ?? {})
  return (
    <section class="card">
      <h2>Where</h2>
      <fieldset class="choices">
        <legend class="sr">Slots</legend>
        {slots.length === 0 && <p class="quiet">The site has no slot yet.</p>}
        {slots.map(([id, slot]) => (
          <Check
            key={id}
            label={id}
            hint={slot.description}
            checked={action.slots.includes(id)}
            onChange={(isIn) =>
              set({
                slots: isIn ? [...action.slots, id] : action.slots.filter((one) => one !== id),
              })
            }
          />
        ))}
      </fieldset>
    </section>
  )
}
