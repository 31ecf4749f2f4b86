import type { Channel } from '../../shared/journey/message.ts'
import type { Env } from '../env.ts'
import { type Remote, remote } from '../remote.ts'
import { targetOf } from './channel-state.ts'
import type { DeliveryObject } from './delivery-object.ts'
import type { Job } from './outbox.ts'
import type { Delivery } from './webhook.ts'

/** The object that knows what of a site's messages did not arrive. */
export function deliveryObject(env: Env, site: string): Remote<DeliveryObject> {
  return remote<DeliveryObject>(env.DELIVERY, site)
}

/** An attempt, as it ended. */
export interface Ended {
  job: Job
  channel: Channel | undefined
  delivery: Delivery
  /** When it is tried again; undefined: it is given up. */
  next: number | undefined
  now: number
}

/** One failure is nothing; a receiver that fails again after minutes has trouble. */
const tellFrom = 3

/**
 * Tells the site's own object of trouble: of a receiver that fails, or does so no more, and of a
 * message that is given up. A healthy delivery tells nobody.
 */
export async function tellTrouble(
  env: Env,
  { site, profile }: { site: string; profile: string },
  { job, channel, delivery, next, now }: Ended
): Promise<void> {
  const attempts = job.attempts + 1
  const { id, journey, step, at, channel: name } = job.message
  if (delivery.arrived) {
    if (attempts >= tellFrom) await deliveryObject(env, site).recovered(name)
    return
  }
  const { note, isGone = false, isFinal = false } = delivery
  const isReceivers = isGone || (!isFinal && attempts >= tellFrom)
  if (isReceivers && channel !== undefined) {
    const trouble = { channel: name, target: targetOf(channel), at: now, note, isGone }
    await deliveryObject(env, site).failed(trouble)
  }
  if (next !== undefined) return
  await deliveryObject(env, site).gaveUp({
    ...{ id, profile, channel: name, journey, step, at, givenUpAt: now, attempts, note },
  })
}
