import { useSignal } from '@preact/signals'
import type { Invitation, Member } from '../../shared/api/access-api.ts'
import { useResource } from '../admin/resource.ts'
import { Head } from '../parts/head.tsx'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { access } from './access-admin.ts'
import { AccessKeys } from './access-keys.tsx'
import { ConfirmButton } from './confirm-button.tsx'
import { InviteForm } from './invite-form.tsx'
import { RoleField } from './role-field.tsx'
import { can, me } from './session.ts'
import { SignOnRules } from './sign-on-rules.tsx'
import { type Attempt, useAttempt } from './use-attempt.ts'

/** Who may do what: people, programs, and whoever comes by single sign-on. */
export function MembersView() {
  const again = useSignal(0)
  const members = useResource(access.members, again)
  const { failed, attempt } = useAttempt()
  const change: Attempt['attempt'] = async (work) => {
    const isDone = await attempt(work)
    again.value += 1
    return isDone
  }
  const isOwner = can('post /invitations')
  return (
    <>
      <Head
        title="Members"
        words="Who may do what. Each role may do what those before it may: viewer, editor, publisher, owner."
      />
      {failed.value && <Failure error={failed.value} />}
      <section class="card">
        <h2>People</h2>
        <Loaded of={members}>
          {({ members: people, invitations }) => (
            <>
              {people.length === 0 && (
                <p class="quiet">Nobody has an account yet. Invite the first owner.</p>
              )}
              <ul class="lines" aria-label="Members">
                {people.map((member) => (
                  <MemberLine key={member.id} {...{ member, isOwner, change }} />
                ))}
                {invitations.map((invitation) => (
                  <InvitationLine key={invitation.id} {...{ invitation, isOwner, change }} />
                ))}
              </ul>
            </>
          )}
        </Loaded>
      </section>
      {isOwner && (
        <>
          <InviteForm
            done={() => {
              again.value += 1
            }}
          />
          <AccessKeys />
          <SignOnRules />
        </>
      )}
    </>
  )
}

function MemberLine({
  member,
  isOwner,
  change,
}: {
  member: Member
  isOwner: boolean
  change: Attempt['attempt']
}) {
  const { id, email, name, role, seenAt } = member
  const isMe = me.value?.by === email
  return (
    <li>
      <span class="grow">
        <b>{name}</b> <span class="quiet">{email}</span> {isMe && <span class="badge">you</span>}{' '}
        {seenAt !== undefined && (
          <span class="quiet">
            · here <Time at={seenAt} />
          </span>
        )}
      </span>
      {isOwner ? (
        <>
          <RoleField
            label={`Role of ${name}`}
            value={role}
            isQuiet
            onChange={(next) => void change(() => access.setRole(id, next))}
          />
          <ConfirmButton
            words="Remove"
            about={name}
            confirm="Remove for good"
            run={() => void change(() => access.remove(id))}
          />
        </>
      ) : (
        <span class="badge">{role}</span>
      )}
    </li>
  )
}

function InvitationLine({
  invitation,
  isOwner,
  change,
}: {
  invitation: Invitation
  isOwner: boolean
  change: Attempt['attempt']
}) {
  const { id, email, role, until } = invitation
  return (
    <li>
      <span class="grow">
        <span class="quiet">
          {email} · invited as {role}, until <Time at={until} />
        </span>
      </span>
      <span class="badge accent">invited</span>
      {isOwner && (
        <ConfirmButton
          words="Take back"
          about={`the invitation of ${email}`}
          confirm="Take it back"
          run={() => void change(() => access.withdraw(id))}
        />
      )}
    </li>
  )
}
