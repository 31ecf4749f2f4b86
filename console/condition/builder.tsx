import { useSignal } from '@preact/signals'
import { useId } from 'preact/hooks'
import type { Condition } from '../../shared/condition/condition.ts'
import { inWords } from '../../shared/condition/words.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { JsonText } from '../text/json-text.tsx'
import { GroupRows } from './group-rows.tsx'
import { type Group, toCondition, toGroup } from './parts.ts'
import { suggestedPaths } from './suggestions.ts'

/** Who something is for: rows drawn from the operator table, or the same as text. */
export function ConditionBuilder({
  value,
  onChange,
  config,
  under,
  everybody = 'Everybody.',
}: {
  value: Condition | undefined
  onChange: (condition: Condition | undefined) => void
  config: SiteConfig
  /** Where in the configuration it stands. */
  under: readonly string[]
  /** What no condition at all means. */
  everybody?: string
}) {
  const group = useSignal<Group>(toGroup(value ?? {}))
  const isText = useSignal(false)
  const listId = useId()
  const change = (next: Group) => {
    group.value = next
    const condition = toCondition(next)
    onChange(Object.keys(condition).length > 0 ? condition : undefined)
  }
  return (
    <div class="builder">
      <datalist id={listId}>
        {suggestedPaths(config).map(({ path, words }) => (
          <option key={path} value={path}>
            {words}
          </option>
        ))}
      </datalist>
      {isText.value ? (
        <JsonText
          label="Condition as text"
          value={value ?? {}}
          config={config}
          under={under}
          onChange={(json) => {
            if (isObject(json)) onChange(Object.keys(json).length > 0 ? json : undefined)
          }}
        />
      ) : (
        <GroupRows group={group.value} onChange={change} listId={listId} />
      )}
      <div class="row apart">
        <p class="quiet words">{value ? inWords(value) : everybody}</p>
        <button
          type="button"
          class="plain"
          onClick={() => {
            group.value = toGroup(value ?? {})
            isText.value = !isText.value
          }}
        >
          {isText.value ? 'As rows' : 'As text'}
        </button>
      </div>
    </div>
  )
}
