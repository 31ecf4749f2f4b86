import { DurableObject } from 'cloudflare:workers'
import type {
  AccessKey,
  Invitation,
  Member,
  MembersAnswer,
  SignOn,
} from '../../shared/api/access-api.ts'
import type { Role } from '../../shared/api/roles.ts'
import type { Env } from '../env.ts'
import { siteObject } from '../site/address.ts'
import type { Deed } from '../site/audit.ts'
import type { By } from '../site/site-object.ts'
import * as keyRing from './access-keys.ts'
import { forgiveAll, forgiveTry, takeTry } from './attempts.ts'
import { clean, cleanedEveryMs } from './cleaning.ts'
import { forgetReported, noteDeed, unreported } from './deeds.ts'
import {
  addInvitation,
  hasInvitation,
  listInvitations,
  takeInvitation,
  withdrawInvitation,
} from './invitations.ts'
import * as people from './members.ts'
import { newRecipe, recipeOf } from './password.ts'
import { hashSecret, isSameSecret, newSecret } from './secret-token.ts'
import { beginSession, endSession, endSessionsOf, longestMs, openSession } from './sessions.ts'
import { type Colleague, keepSignOn, readSignOn, roleByRules } from './sign-on-rules.ts'
import { prepareAccessTables } from './tables.ts'
import { createTryNames, type TryNames } from './try-names.ts'

/** A session, for the one whose it is. */
export interface Session {
  token: string
  member: Pick<Member, 'id' | 'email' | 'name' | 'role'>
  until: number
}

/** Who tries to sign in, and from where. */
export interface Try {
  email: string
  /** A browser in which this very person has signed in before; proven by its cookie. */
  device?: string | undefined
  network: string
}

/** Why a change to the members was not made. */
export type Refused = 'unknown' | 'last_owner'

const retryMs = 5_000

/**
 * Who may do what on one site: members, their sessions, invitations, keys for programs. Apart from
 * the site's own object, so that whoever hammers at the door does not keep the owners from their work.
 */
export class AccessObject extends DurableObject<Env> {
  readonly #sql: SqlStorage
  readonly #site: string
  readonly #names: TryNames

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#sql = ctx.storage.sql
    this.#site = ctx.id.name ?? ''
    prepareAccessTables(this.#sql)
    this.#names = createTryNames(this.#sql)
  }

  /** How to hash the password of a try; for somebody unknown as well, so that nobody learns who is known. */
  async begin(attempt: Try, now: number): Promise<{ recipe: string } | { waitMs: number }> {
    const { email } = attempt
    const names = await this.#names.of(attempt)
    const waitMs = takeTry(this.#sql, names, now)
    if (waitMs > 0) return { waitMs }
    await this.#cleanLater()
    const member = people.findByEmail(this.#sql, email)
    return { recipe: member ? recipeOf(member.password) : newRecipe(await this.#names.salt(email)) }
  }

  /** Begins a session when the password, hashed by its recipe, is the right one. */
  async signIn(attempt: Try, hashed: string, now: number): Promise<Session | undefined> {
    const member = await this.#prove(attempt, hashed)
    return member && this.#begin(member, now)
  }

  /** Gives somebody who proves the old password a new one. All their sessions end, and one begins. */
  async changePassword(
    attempt: Try,
    { hashed, password }: { hashed: string; password: string },
    now: number
  ): Promise<Session | undefined> {
    const member = await this.#prove(attempt, hashed)
    if (!member) return undefined
    const { id, email, name } = member
    people.renewMember(this.#sql, id, { name, password })
    endSessionsOf(this.#sql, id)
    await this.#log({ by: email, did: 'member.password_changed', detail: { email } }, now)
    return this.#begin(member, now)
  }

  /** Whose session it is. */
  async session(token: string, now: number): Promise<Session | undefined> {
    const open = openSession(this.#sql, await hashSecret(token), now)
    if (!open) return undefined
    const { id, email, name, role } = open.member
    return { token, member: { id, email, name, role }, until: open.until }
  }

  /** Ends a session. */
  async signOut(token: string): Promise<void> {
    endSession(this.#sql, await hashSecret(token))
  }

  /** Makes the first owner; nothing, when the site has a member already. */
  async found(founder: Omit<people.NewMember, 'role'>, now: number): Promise<Session | undefined> {
    if (people.listMembers(this.#sql).length > 0) return undefined
    return this.#welcome({ ...founder, role: 'owner' }, now)
  }

  /** Invites somebody; the token is shown this once. */
  async invite(
    { email, role }: { email: string; role: Role },
    { by, now }: By
  ): Promise<Invitation & { token: string }> {
    const token = newSecret()
    const invitation = addInvitation(this.#sql, await hashSecret(token), { email, role, by }, now)
    await this.#cleanLater()
    await this.#log({ by, did: 'member.invited', detail: { email, role } }, now)
    return { ...invitation, token }
  }

  /** Whether an invitation is good: a password is not hashed for nothing. */
  async isInvited(token: string, now: number): Promise<boolean> {
    return hasInvitation(this.#sql, await hashSecret(token), now)
  }

  /** Takes up an invitation: makes the account, or renews the one that there is. */
  async join(
    token: string,
    { name, password }: Pick<people.NewMember, 'name' | 'password'>,
    now: number
  ): Promise<Session | undefined> {
    const invitation = takeInvitation(this.#sql, await hashSecret(token), now)
    if (!invitation) return undefined
    const { email, role } = invitation
    return this.#welcome({ email, role, name, password }, now)
  }

  /** Takes an invitation back. */
  async withdraw(id: string, { by, now }: By): Promise<boolean> {
    const invitation = withdrawInvitation(this.#sql, id)
    if (!invitation) return false
    await this.#log({ by, did: 'member.uninvited', detail: { email: invitation.email } }, now)
    return true
  }

  /** All members, and who is invited. */
  members(now: number): MembersAnswer {
    return {
      members: people.listMembers(this.#sql),
      invitations: listInvitations(this.#sql, now),
    }
  }

  /** Gives a member another role, and ends their sessions: they sign in again as what they are now. */
  async setRole(id: string, role: Role, { by, now }: By): Promise<'done' | Refused> {
    const member = people.findMember(this.#sql, id)
    if (!member) return 'unknown'
    if (role === member.role) return 'done'
    if (people.isLastOwner(this.#sql, member)) return 'last_owner'
    people.setRole(this.#sql, id, role)
    endSessionsOf(this.#sql, id)
    const { email, role: before } = member
    await this.#log({ by, did: 'member.role_changed', detail: { email, before, role } }, now)
    return 'done'
  }

  /** Removes a member, who is signed out with that. */
  async remove(id: string, { by, now }: By): Promise<'done' | Refused> {
    const member = people.findMember(this.#sql, id)
    if (!member) return 'unknown'
    if (people.isLastOwner(this.#sql, member)) return 'last_owner'
    people.removeMember(this.#sql, id)
    endSessionsOf(this.#sql, id)
    await this.#log({ by, did: 'member.removed', detail: { email: member.email } }, now)
    return 'done'
  }

  /** Keys for programs, without the keys. */
  keys(): AccessKey[] {
    return keyRing.listAccessKeys(this.#sql)
  }

  /** Makes a key for a program and shows it, this once. */
  async createKey(
    { name, role }: Pick<AccessKey, 'name' | 'role'>,
    { by, now }: By
  ): Promise<AccessKey & { key: string }> {
    const key = `ak_${this.#site}_${newSecret()}`
    const entry = keyRing.addAccessKey(this.#sql, await hashSecret(key), { name, role, by }, now)
    await this.#log({ by, did: 'access_key.created', detail: { id: entry.id, name, role } }, now)
    return { ...entry, key }
  }

  /** The key that opens, when it is in force. */
  async openKey(key: string, now: number): Promise<AccessKey | undefined> {
    return keyRing.openAccessKey(this.#sql, await hashSecret(key), now)
  }

  /** Revokes a key; answers whether it was in force. */
  async revokeKey(id: string, { by, now }: By): Promise<boolean> {
    const key = keyRing.revokeAccessKey(this.#sql, id, now)
    if (!key) return false
    await this.#log({ by, did: 'access_key.revoked', detail: { id, name: key.name } }, now)
    return true
  }

  /** What roles people get who come by single sign-on. */
  signOn(): SignOn {
    return readSignOn(this.#sql)
  }

  /** Says what roles people get who come by single sign-on. */
  async setSignOn(signOn: SignOn, { by, now }: By): Promise<void> {
    keepSignOn(this.#sql, signOn)
    await this.#log({ by, did: 'sign_on.changed', detail: { rules: signOn.rules } }, now)
  }

  /** The role of somebody whom the identity provider vouches for: a member's own, else by the rules. */
  colleague(colleague: Colleague): { name: string; role: Role } | undefined {
    const member = people.findByEmail(this.#sql, colleague.email)
    if (member) return { name: member.name, role: member.role }
    const role = roleByRules(readSignOn(this.#sql), colleague)
    return role && { name: colleague.email, role }
  }

  /** Brings to the site's log what could not be brought at once, and removes what is over. */
  override async alarm(): Promise<void> {
    const now = Date.now()
    if (clean(this.#sql, now)) await this.ctx.storage.setAlarm(now + cleanedEveryMs)
    await this.#report()
  }

  /** Whether it is the right password: then what was counted as a failure was none. */
  async #prove(attempt: Try, hashed: string): Promise<people.MemberRow | undefined> {
    const member = people.findByEmail(this.#sql, attempt.email)
    const isRight = await isSameSecret(hashed, member?.password ?? '')
    if (!member || !isRight) return undefined
    const [own = '', network = ''] = await this.#names.of(attempt)
    forgiveAll(this.#sql, own)
    if (network) forgiveTry(this.#sql, network)
    return member
  }

  async #welcome(member: people.NewMember, now: number): Promise<Session> {
    const { email } = member
    const known = people.findByEmail(this.#sql, email)
    if (known) {
      people.renewMember(this.#sql, known.id, member)
      endSessionsOf(this.#sql, known.id)
    }
    const id = known?.id ?? people.addMember(this.#sql, member, now)
    const role = known?.role ?? member.role
    await this.#log({ by: email, did: 'member.joined', detail: { email, role } }, now)
    return this.#begin({ ...member, id, role }, now)
  }

  async #begin(member: Session['member'], now: number): Promise<Session> {
    const token = newSecret()
    const { id, email, name, role } = member
    beginSession(this.#sql, await hashSecret(token), id, now)
    await this.#cleanLater()
    people.noteSeen(this.#sql, id, now)
    return { token, member: { id, email, name, role }, until: now + longestMs }
  }

  async #cleanLater(): Promise<void> {
    const { storage } = this.ctx
    if ((await storage.getAlarm()) === null) await storage.setAlarm(Date.now() + cleanedEveryMs)
  }

  /** A deed is noted in the turn that does it; the log of the site hears of it right after. */
  async #log(deed: Deed, now: number): Promise<void> {
    noteDeed(this.#sql, now, deed)
    await this.#report()
  }

  async #report(): Promise<void> {
    const deeds = unreported(this.#sql)
    const last = deeds.at(-1)
    if (!last) return
    try {
      await siteObject(this.env, this.#site).hear(deeds)
      forgetReported(this.#sql, last.n)
    } catch {
      await this.ctx.storage.setAlarm(Date.now() + retryMs)
    }
  }
}
