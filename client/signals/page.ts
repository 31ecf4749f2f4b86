import type { JsonObject } from '../../shared/event/json.ts'
import type { Host } from '../host.ts'

/**
 * The page as a signal sees it: a few ways to hear of things and one to tell of them. Whatever runs
 * later passes the core's guard, so that no signal has to think of it.
 */
export interface Page extends Pick<Host, 'settings' | 'onShow' | 'onHide' | 'consent' | 'guard'> {
  tell(event: string, properties: JsonObject): void
  /**
   * Listens on the whole document, before the page can stop the event, to what the visitor or the
   * browser did: events that scripts make up are not heard. `element` is where it happened, the root
   * for the document's own.
   */
  listen<K extends keyof DocumentEventMap>(
    type: K,
    run: (element: Element, event: DocumentEventMap[K]) => void
  ): void
  after(ms: number, run: () => void): number
  /** Whether one of these events was told of since the page was shown, by whomever. */
  wasTold(...events: string[]): boolean
}

/** Puts the few verbs of a page on top of the core's interface. */
export function createPage(host: Host): Page {
  /** When each event was told of last. */
  const told = new Map<string, number>()
  let since = 0
  host.onShow(() => {
    // A router draws its new page, which then tells of itself, a moment before the core takes note.
    since = performance.now() - 500
  })
  host.onTrack?.((event) => told.set(event, performance.now()))

  return {
    ...host,
    tell(event, properties) {
      void host.track(event, properties)
    },
    listen(type, run) {
      const hear = host.guard((event: DocumentEventMap[typeof type]) => {
        const { target } = event
        if (event.isTrusted)
          run(target instanceof Element ? target : document.documentElement, event)
      })
      document.addEventListener(type, hear, true)
    },
    after: (ms, run) => setTimeout(host.guard(run), ms),
    wasTold: (...events) => events.some((event) => Number(told.get(event)) > since),
  }
}
