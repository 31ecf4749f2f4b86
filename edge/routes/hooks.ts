import type { Json } from '../../shared/event/json.ts'
import { hookLimits } from '../../shared/hooks/limits.ts'
import { ownHeaders } from '../hooks/headers.ts'
import { hookObject } from '../hooks/hook-object.ts'
import { findSource } from '../hooks/prepared.ts'
import { isProven } from '../hooks/proof.ts'
import { takeDelivery } from '../hooks/take-delivery.ts'
import { personal } from '../http/answer.ts'
import { readBody } from '../http/body.ts'
import { presentedKey } from '../http/credentials.ts'
import { parseJson } from '../http/json.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { count } from '../measure/tally.ts'
import { openSourceSecrets } from '../site/source-secrets.ts'
import { admit, type Caller } from './admit.ts'
import { limitKey, limitNetwork } from './limit.ts'
import { type Asked, openRoute, type Reply } from './route.ts'
import { attempt, profileUnavailable } from './unavailable.ts'

/**
 * `POST /v1/hooks/{source}?key=pk_…`: what another service has to tell. The key says which site is
 * meant; that the delivery is genuine is said by its proof alone.
 */
export const hooks = openRoute({
  method: 'post',
  path: '/v1/hooks/:source',
  summary: 'Takes in a webhook of a declared source, whose own proof says that it is genuine.',
  query: { key: 'the public key of the site that is meant' },
  streams: ['application/json'],
  problems: [
    'key_missing',
    'signature_invalid',
    'not_found',
    'mapping_failed',
    'quota_exceeded',
    'unavailable',
  ],
  async handle(asked) {
    const { request, url } = asked
    const key = url.searchParams.get('key') ?? presentedKey(request, undefined)
    const caller = await admit(asked, key)
    if (isRefusal(caller)) return limitNetwork(asked) ?? caller
    const reply = await receive(asked, caller)
    if (isRefusal(reply)) count(caller.id, { [`refusal:${reply.refusal}`]: 1 }, asked)
    return reply
  },
})

async function receive(asked: Asked, caller: Caller): Promise<Reply> {
  const { env, now, params, request } = asked
  const { id: site, site: live } = caller
  const { source: name = '' } = params
  const source = findSource(live.snapshot.config.sources, name)
  if (!source) return limitNetwork(asked) ?? refuse('not_found', 'There is no source of this name.')
  const bytes = await readBody(request, hookLimits.bodyBytes)
  if (isRefusal(bytes)) return bytes

  const sealed = live.snapshot.sourceSecrets?.[name] ?? []
  const secrets = await openSourceSecrets(env, site, { source: name, sealed })
  if (!(await isProven(source.proof, { headers: request.headers, bytes, secrets, now }))) {
    return limitNetwork(asked) ?? refuse('signature_invalid', unproven(secrets))
  }
  // A provider speaks for many people from few addresses: its limit is that of a key.
  const limited = limitKey(`${site}/hooks/${name}`, now)
  if (limited) return limited
  const parsed = parseJson(bytes)
  if (isRefusal(parsed)) return parsed

  // Parsed from JSON, so it is JSON.
  const delivery = { body: parsed.json as Json, headers: ownHeaders(request.headers, source.proof) }
  const taken = await attempt(() => takeDelivery({ ...asked, site, live }, source, delivery))
  if (!taken) return profileUnavailable()
  if (isRefusal(taken)) return taken
  if ('verdicts' in taken) return personal({ success: true, verdicts: taken.verdicts })
  const { problem } = taken
  const id = await hookObject(env, site).keep({ source: name, delivery, problem }, now)
  const detail = `${problem.path}: ${problem.message} It is kept as ${id}: mend it and replay.`
  return refuse('mapping_failed', detail, { path: problem.path, errors: [problem] })
}

function unproven(secrets: readonly string[]): string {
  return secrets.length === 0
    ? 'No secret is set for this source: set it through the admin API.'
    : 'The signature is missing, wrong, or too old.'
}
