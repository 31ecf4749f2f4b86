import type { Core } from '../core.ts'
import { listen } from '../guard.ts'
import type { Sender } from '../send/sender.ts'
import { beginAnew } from '../store/estate.ts'

const maxPendingMs = 30 * 60_000

export interface Privacy {
  /** The visitor has answered, and the answer already holds. */
  answered(wasGranted: boolean): Promise<unknown>
  /** Makes the device a stranger's. */
  reset(): Promise<unknown>
  /** Writes down for the next page who this is, when that may be written. */
  remember(): void
}

/** Keeps what the visitor was promised when they answer, or leave. */
export const createPrivacy = (core: Core, sender: Sender): Privacy => {
  const { wire, consent, mirror, pending, store, device, outbox, view, asking } = core

  const remember = (): void => {
    const now = device.last()
    if (!consent.isGranted() || !now) return
    // The whole request of the next page view, but for what only that page knows: the snippet has no room.
    const view = core.draftOf({ type: 'page' })
    const { token, ...words } = asking(now, new Map())
    // A token is kept in one place only; who has one waits until that is open.
    mirror.write(token ? words : JSON.parse(core.withEvents(words, now, [view])))
  }

  /** Leaves nothing of this device: no name in memory, no row. */
  const forget = (): Promise<unknown> => {
    outbox.forget()
    device.forget()
    core.line?.renew()
    return store.clear()
  }

  // Another tab has taken consent back: what it wrote last names nobody.
  listen(window, 'storage', ({ key }: StorageEvent) => {
    if (key !== core.name || !consent.isGranted() || mirror.read()?.key) return
    consent.set(false)
    return forget()
  })

  return {
    remember,
    async answered(wasGranted) {
      // The new answers travel with every batch; this is the event that they travel with at once.
      const update = core.draftOf({ type: 'track', event: 'Consent Updated' })
      const waiting = pending.splice(0)
      const now = device.last()
      if (consent.isGranted()) {
        const young = waiting.filter(({ row }) => performance.now() - row.mono < maxPendingMs)
        await Promise.all([...young, ...(wasGranted ? [update] : [])].map(outbox.append))
        remember()
        return sender.wake(0)
      }
      if (!wasGranted) return
      // One last word, so that the profile is not used any more. Nothing waits for it.
      if (now) void wire.send(now, [update], undefined, true)
      return forget()
    },
    async reset() {
      view.forget()
      outbox.forget()
      const { key, context } = asking(undefined, new Map())
      if (consent.isGranted()) mirror.write({ key, context: { consent: context.consent } })
      await outbox.inTurn(() => beginAnew(store, device))
      remember()
      core.line?.renew()
      sender.wake(0)
    },
  }
}
