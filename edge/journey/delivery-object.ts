import { DurableObject } from 'cloudflare:workers'
import type { FailedMessage } from '../../shared/api/journeys-api.ts'
import { dayMs } from '../../shared/event/time.ts'
import { retentionOf } from '../../shared/site/retention.ts'
import type { Env } from '../env.ts'
import { arrivedSince } from '../measure/tally.ts'
import { siteObject } from '../site/address.ts'
import { type FailedList, type FailedQuery, openFailedList } from './failed-list.ts'
import { type FailingList, openFailingList } from './failing-list.ts'

/** How an attempt ended, told by a profile whose message has trouble. */
export interface Trouble {
  channel: string
  /** Where the channel leads: another address is another receiver. */
  target: string
  at: number
  note: string
  /** The receiver asks to be left alone (410). */
  isGone: boolean
}

/** A receiver that nothing has reached for so long, in so many attempts, is switched off. */
const patience = { ms: 3 * dayMs, attempts: 10 }

/**
 * What of a site's messages did not arrive, across people: the failed list, and the receivers that
 * fail. Only trouble is told here, so that a site without any never calls it.
 */
export class DeliveryObject extends DurableObject<Env> {
  readonly #failed: FailedList
  readonly #failing: FailingList
  readonly #site: string

  constructor(ctx: DurableObjectState, env: Env) {
    super(ctx, env)
    this.#site = ctx.id.name ?? ''
    this.#failed = openFailedList(ctx.storage.sql)
    this.#failing = openFailingList(ctx.storage.sql)
  }

  /** A message was given up. Told twice, it stands in the list once. */
  gaveUp(message: Omit<FailedMessage, 'n'>): void {
    this.#failed.add(message)
    this.#failed.purge(message.givenUpAt - retentionOf().messagesMs)
  }

  /** An attempt has failed that was not the first. A receiver that fails for good is switched off. */
  async failed(trouble: Trouble): Promise<void> {
    const { channel, target, at, note, isGone } = trouble
    const { since, failures } = this.#failing.note(trouble)
    const isHopeless = at - since >= patience.ms && failures >= patience.attempts
    if (!isGone && !isHopeless) return
    // Others may fare better: it was this person's message that nobody wanted.
    if (!isGone && (await arrivedSince(this.env, this.#site, { channel, from: at - dayMs }))) return
    const reason = isGone ? note : `${failures} attempts have failed in three days: ${note}`
    await siteObject(this.env, this.#site).switchOff({ channel, target, at, reason })
  }

  /** A message has arrived after all. */
  recovered(channel: string): void {
    this.#failing.forget(channel)
  }

  /** Messages that were given up, newest first. */
  list(query: FailedQuery): { messages: FailedMessage[]; total: number } {
    return this.#failed.list(query)
  }

  /** Takes messages off the list: they are sent again, or their person is gone. */
  takeOff(ids: readonly string[]): void {
    this.#failed.remove(ids)
  }

  /** Receivers that fail now, by channel. */
  failing(): ReturnType<FailingList['all']> {
    return this.#failing.all()
  }
}
