import type { Problem } from '../../shared/condition/condition.ts'

/** Every way in which the API says no: status and title by stable code. */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not strict JSON' },
  malformed_encoding: { status: 400, title: 'The body is not what its Content-Encoding says' },
  key_missing: { status: 401, title: 'A key is needed' },
  key_unknown: { status: 401, title: 'The key is not known' },
  identity_invalid: { status: 401, title: 'The identity token is not valid' },
  preview_invalid: { status: 401, title: 'The preview link is not valid' },
  sign_in_needed: { status: 401, title: 'Nobody is signed in' },
  credentials_wrong: { status: 401, title: 'This is not the password of that account' },
  admin_token_invalid: { status: 401, title: 'The admin token is not valid' },
  signature_invalid: { status: 401, title: 'The delivery does not prove where it comes from' },
  origin_not_allowed: { status: 403, title: 'This origin may not use the key' },
  secret_key_in_browser: { status: 403, title: 'A secret key was sent from a browser' },
  secret_key_needed: { status: 403, title: 'A secret key is needed' },
  public_key_needed: { status: 403, title: 'A public key is needed' },
  role_insufficient: { status: 403, title: 'Your role does not let you do this' },
  request_forged: { status: 403, title: 'Another page asks for this' },
  setup_refused: { status: 403, title: 'The first owner cannot be made like this' },
  invitation_invalid: { status: 403, title: 'The invitation is not good any more' },
  approval_needed: { status: 403, title: 'Another person has to publish this' },
  own_proposal: { status: 403, title: 'Nobody decides on their own proposal' },
  not_found: { status: 404, title: 'There is nothing here' },
  method_not_allowed: { status: 405, title: 'This method is not offered here' },
  version_conflict: { status: 409, title: 'Somebody else was first' },
  not_undoable: { status: 409, title: 'The merge cannot be undone' },
  already_exists: { status: 409, title: 'It exists already' },
  idempotency_conflict: { status: 409, title: 'The Idempotency-Key was used for another request' },
  idempotency_in_progress: { status: 409, title: 'The same request is still being answered' },
  last_owner: { status: 409, title: 'A site keeps one owner' },
  proposal_ended: { status: 409, title: 'The proposal was decided already' },
  precondition_failed: { status: 412, title: 'The precondition does not hold' },
  feed_shrinks: { status: 409, title: 'The feed would take most of the catalogue away' },
  body_too_large: { status: 413, title: 'The body is too large' },
  encoding_unknown: { status: 415, title: 'The Content-Encoding is not understood' },
  invalid_request: { status: 422, title: 'The request does not fit its schema' },
  invalid_config: { status: 422, title: 'The configuration cannot be published' },
  mapping_failed: { status: 422, title: 'The mapping of the source failed' },
  secret_missing: { status: 422, title: 'The worker has no secret to keep this safe with' },
  upgrade_required: { status: 426, title: 'This is a WebSocket' },
  quota_exceeded: { status: 429, title: 'The quota of the site is used up' },
  rate_limited: { status: 429, title: 'Too many requests' },
  internal: { status: 500, title: 'Something broke here' },
  unavailable: { status: 503, title: 'Not available right now' },
} as const satisfies Record<string, { status: number; title: string }>

/** Stable code of a refusal. */
export type ProblemCode = keyof typeof problems

/** An expected "no", as a value: what an access check or a parser answers instead of throwing. */
export interface Refusal {
  refusal: ProblemCode
  /** What is wrong with this request and what to do, one sentence. */
  detail: string
  /** Where, when one place is at fault: dotted path. */
  path?: string
  /** All faults, when there may be several. */
  errors?: Problem[]
  retryAfterSeconds?: number
  /** Newest version, on a conflict. */
  version?: number
}

/** Makes a refusal. */
export function refuse(
  code: ProblemCode,
  detail: string,
  more: Omit<Refusal, 'refusal' | 'detail'> = {}
): Refusal {
  return { refusal: code, detail, ...more }
}

/** Tells a refusal from what was asked for. */
export function isRefusal(value: unknown): value is Refusal {
  return typeof value === 'object' && value !== null && 'refusal' in value
}

/** The one place where a refusal becomes an answer: a problem document (RFC 9457). */
export function problemResponse(refused: Refusal): Response {
  const { refusal: code, retryAfterSeconds, ...rest } = refused
  const { status, title } = problems[code]
  const headers = new Headers({
    'content-type': 'application/problem+json',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  })
  if (retryAfterSeconds !== undefined) headers.set('retry-after', String(retryAfterSeconds))
  if (status === 401) headers.set('www-authenticate', 'Bearer')
  const type = `urn:attune:problem:${code}`
  return new Response(JSON.stringify({ type, title, status, code, ...rest }), { status, headers })
}
