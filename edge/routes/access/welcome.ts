import type { SessionAnswer } from '../../../shared/api/access-api.ts'
import type { Session } from '../../access/access-object.ts'
import { keepSession, markDevice } from '../../access/cookies.ts'
import { csrfToken } from '../../access/csrf.ts'
import { personal } from '../../http/answer.ts'
import type { DoorAsked } from './door-route.ts'

/** Lets somebody in: a new session, whatever the browser had before, and a mark that it is theirs. */
export async function welcome(
  { env, site }: Pick<DoorAsked, 'env' | 'site'>,
  session: Session
): Promise<Response> {
  const { token, until } = session
  const { email, name, role } = session.member
  const csrf = await csrfToken(token)
  const answer: SessionAnswer = { by: email, name, role, entrance: 'session', csrf, until }
  const response = personal(answer, { status: 201 })
  response.headers.append('set-cookie', keepSession(site, token))
  const mark = await markDevice(env, { site, email })
  if (mark) response.headers.append('set-cookie', mark)
  return response
}
