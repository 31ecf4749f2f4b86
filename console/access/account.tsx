import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SessionAnswer } from '../../shared/api/access-api.ts'
import { link } from '../route.ts'
import { me, signOut, whoAmI } from './session.ts'

/** Who uses the console, as what, and the way out. */
export function Account() {
  const hasFailed = useSignal(false)
  useEffect(() => void whoAmI(), [])
  const { value: session } = me
  if (!session) return null
  const leave = () =>
    signOut().catch(() => {
      hasFailed.value = true
    })
  return (
    <section class="account" aria-label="Account">
      <p>
        {session.entrance === 'session' ? (
          <a href={link('account')}>{session.name}</a>
        ) : (
          <b>{session.name}</b>
        )}
        <span class="quiet">{wordsFor(session)}</span>
      </p>
      {session.entrance === 'session' && (
        <button type="button" class="plain" onClick={() => void leave()}>
          {hasFailed.value ? 'Sign out again' : 'Sign out'}
        </button>
      )}
    </section>
  )
}

function wordsFor({ entrance, role }: SessionAnswer): string {
  if (entrance === 'local') return 'No password: this machine only'
  if (entrance === 'sign-on') return `${role}, by single sign-on`
  return role
}
