import { type Role, roles } from '../../shared/api/roles.ts'

/** What each role is for, in a few words. */
export const roleWords: Readonly<Record<Role, string>> = {
  viewer: 'sees everything',
  editor: 'writes drafts, proposes',
  publisher: 'publishes, erases people',
  owner: 'lets others in, makes keys',
}

/** Chooses a role. */
export function RoleField({
  label,
  value,
  isQuiet = false,
  onChange,
}: {
  label: string
  value: Role
  /** Whether the label is for the ear alone: the line says it already. */
  isQuiet?: boolean
  onChange: (role: Role) => void
}) {
  return (
    <label>
      <span class={isQuiet ? 'sr' : undefined}>{label}</span>
      <select
        value={value}
        onChange={(event) => {
          const chosen = roles.find((role) => role === event.currentTarget.value)
          if (chosen) onChange(chosen)
        }}
      >
        {roles.map((role) => (
          <option key={role} value={role}>
            {isQuiet ? role : `${role}: ${roleWords[role]}`}
          </option>
        ))}
      </select>
    </label>
  )
}
