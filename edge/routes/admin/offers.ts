import type { CodesAnswer } from '../../../shared/api/admin-api.ts'
import { isRefusal, type Refusal, refuse } from '../../http/problem.ts'
import { offerObject } from '../../offers/address.ts'
import { type BadLine, maxCodeLength, readCodes } from '../../offers/lines.ts'
import type { OfferObject } from '../../offers/offer-object.ts'
import { bodyStream } from '../../records/body-stream.ts'
import { RecordsFault } from '../../records/fault.ts'
import type { Remote } from '../../remote.ts'
import { findSite } from '../../site/live-site.ts'
import { adminRoute, type OwnerAsked } from '../admin-route.ts'
import type { Reply } from '../route.ts'

/** Codes that travel to the pool at once. */
const batch = 2_000

/** More than a full pool of long codes. */
const maxBytes = 134_217_728

/** How many codes of an offer are left. */
export const offerStock = adminRoute({
  method: 'get',
  path: '/offers/:pool',
  summary: 'How many codes of an offer are free, reserved, given.',
  problems: ['not_found'],
  async handle(asked) {
    const found = await poolOf(asked)
    return isRefusal(found) ? found : Response.json(await found.pool.stock(asked.now))
  },
})

/** Adds codes, however many: the list is read as it arrives. */
export const addCodes = adminRoute({
  method: 'post',
  path: '/offers/:pool/codes',
  summary:
    'Adds codes to an offer: plain text, one code a line. Those it has already are left alone.',
  problems: ['not_found', 'invalid_request'],
  async handle(asked) {
    const found = await poolOf(asked)
    if (isRefusal(found)) return found
    try {
      const codes = readCodes(bodyStream(asked.request, maxBytes), batch)
      return await take(codes, found.pool, asked.now)
    } catch (error) {
      if (error instanceof RecordsFault) return refuse('invalid_request', error.message)
      throw error
    }
  },
})

async function take(
  lists: AsyncIterable<string[] | BadLine>,
  pool: Remote<OfferObject>,
  now: number
): Promise<Reply> {
  const sum = { added: 0, known: 0 }
  for await (const codes of lists) {
    if (!Array.isArray(codes)) return badLine(codes.line, sum.added)
    const added = await pool.add(codes)
    if (added === undefined) return refuse('invalid_request', 'A pool holds a million codes.')
    sum.added += added
    sum.known += codes.length - added
  }
  const answer: CodesAnswer = { ...sum, stock: await pool.stock(now) }
  return Response.json(answer)
}

function badLine(line: number, added: number): Refusal {
  const detail = `Line ${line} is no code: at most ${maxCodeLength} characters without blanks. ${added} codes before it were added; sending the list again does no harm.`
  return refuse('invalid_request', detail, { path: String(line) })
}

/** The object of a pool that the configuration in force declares. */
async function poolOf({ env, site, now, params, waitUntil }: OwnerAsked) {
  const { pool = '' } = params
  const live = await findSite(site, { env, now, waitUntil })
  if (!Object.hasOwn(live?.snapshot.config.offers ?? {}, pool)) {
    return refuse('not_found', 'No offer of this name is published.')
  }
  return { pool: offerObject(env, site, pool) }
}
