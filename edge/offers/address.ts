import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import type { OfferObject } from './offer-object.ts'

/** The object that holds the codes of an offer. */
export function offerObject(env: Env, site: string, pool: string): Remote<OfferObject> {
  return remote<OfferObject>(env.OFFER, `${site}/${pool}`)
}
