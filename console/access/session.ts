import { signal } from '@preact/signals'
import type { SessionAnswer } from '../../shared/api/access-api.ts'
import { mayUse } from '../../shared/api/roles.ts'
import { csrf, isStranger, request } from '../admin/request.ts'
import { at } from '../admin/site.ts'

/** Who uses the console; nobody, until the server has said. */
export const me = signal<SessionAnswer | undefined>(undefined)

/** Whether I may use a route: `put /config`. The server decides; this keeps doors shut that lead nowhere. */
export function can(route: string): boolean {
  return me.value === undefined || mayUse(me.value.role, route)
}

/** Asks who I am. */
export async function whoAmI(): Promise<void> {
  try {
    enter(await request<SessionAnswer>(at('session')))
  } catch {
    // Nobody yet: the console asks to sign in.
    me.value = undefined
  }
}

/** Signs in with a password. */
export async function signIn(email: string, password: string): Promise<void> {
  enter(await post('session', { email, password }))
}

/** Takes up an invitation. */
export async function join(token: string, name: string, password: string): Promise<void> {
  enter(await post('join', { token, name, password }))
}

/** Makes the first owner. */
export async function setUp(founder: {
  token: string
  email: string
  name: string
  password: string
}): Promise<void> {
  enter(await post('setup', founder))
}

/** Changes my own password; all my other sessions end. */
export async function changePassword(current: string, password: string): Promise<void> {
  const body = { current, password }
  enter(await request<SessionAnswer>(at('session/password'), { method: 'PUT', body }))
}

/** Signs out, and forgets what this tab knows. */
export async function signOut(): Promise<void> {
  await request(at('session'), { method: 'DELETE' })
  sessionStorage.clear()
  location.reload()
}

function post(path: string, body: object): Promise<SessionAnswer> {
  return request<SessionAnswer>(at(path), { method: 'POST', body })
}

function enter(session: SessionAnswer): void {
  csrf.value = session.csrf
  me.value = session
  isStranger.value = false
}
