import { useSignal } from '@preact/signals'
import type { SignOn } from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import { useResource } from '../admin/resource.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { access } from './access-admin.ts'
import { ConfirmButton } from './confirm-button.tsx'
import { clearEntries, EntryField, entriesOf } from './entry-field.tsx'
import { RoleField } from './role-field.tsx'
import { useAttempt } from './use-attempt.ts'

type Rule = SignOn['rules'][number]

/** Which groups and mail domains get which role, of those who come through Cloudflare Access. */
export function SignOnRules() {
  const again = useSignal(0)
  const rules = useResource(access.signOn, again)
  const role = useSignal<Role>('viewer')
  const { failed, isBusy, attempt } = useAttempt()
  const keep = async (next: readonly Rule[]) => {
    await attempt(() => access.setSignOn({ rules: [...next] }))
    again.value += 1
  }
  return (
    <section class="card stack">
      <h2>Single sign-on</h2>
      <p class="quiet">
        Of those who come through Cloudflare Access, members have their own role; the others get the
        highest that a rule gives them, or none.
      </p>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={rules}>
        {({ rules: list }) => (
          <>
            <ul class="lines" aria-label="Rules of single sign-on">
              {list.map((rule) => (
                <li key={JSON.stringify(rule)}>
                  <span class="grow">{wordsFor(rule)}</span>
                  <span class="badge">{rule.role}</span>
                  <ConfirmButton
                    words="Remove"
                    about={`the rule for ${wordsFor(rule)}`}
                    confirm="Remove the rule"
                    run={() => void keep(list.filter((one) => one !== rule))}
                  />
                </li>
              ))}
            </ul>
            <form
              class="stack"
              aria-label="New rule"
              onSubmit={(event) => {
                event.preventDefault()
                const who = readWho(entriesOf(event.currentTarget)('who'))
                void keep([...list, { who, role: role.value }])
                clearEntries(event.currentTarget)
              }}
            >
              <EntryField
                label="Group, or @domain"
                name="who"
                autocomplete="off"
                hint="A group as your identity provider calls it, or everybody of @shop.example."
              />
              <RoleField
                label="Role by the rule"
                value={role.value}
                onChange={(chosen) => {
                  role.value = chosen
                }}
              />
              <div class="row">
                <button type="submit" disabled={isBusy.value}>
                  Add the rule
                </button>
              </div>
            </form>
          </>
        )}
      </Loaded>
    </section>
  )
}

function readWho(text: string): Rule['who'] {
  const name = text.trim()
  return name.startsWith('@') ? { domain: name.slice(1).toLowerCase() } : { group: name }
}

function wordsFor({ who }: Rule): string {
  return 'group' in who ? who.group : `everybody of @${who.domain}`
}
