import type { PageDecision } from '../../shared/api/page-api.ts'
import { guard } from '../guard.ts'
import type { Host } from '../host.ts'

const viewMs = 1_000

interface Watched {
  decision: PageDecision
  close(): void
  timer?: number
}

export interface Views {
  watch: Host['watch']
  /** Takes a click with everything it went through, innermost first. */
  click(path: readonly Element[]): void
  /** Closes what shows these decisions. */
  close(isGone: (decision: PageDecision) => boolean): void
}

const copy = guard((text: string) => navigator.clipboard.writeText(text))

/** Watches what shows decisions: half of it in sight for a second is a view, a link or button a click. */
export const createViews = (outcome: Host['outcome']): Views => {
  const watched = new Map<Element, Watched>()

  const wait = (entry: Watched): void => {
    entry.timer = setTimeout(
      guard(() => {
        // Nobody looks at a page in the background, whatever is in its viewport.
        if (document.hidden) wait(entry)
        else outcome(entry.decision, 'viewed')
      }),
      viewMs
    )
  }

  /** Where there is no observer, nothing is seen, and everything else works. */
  const observer = guard(
    () =>
      new IntersectionObserver(
        guard((changes: IntersectionObserverEntry[]) => {
          for (const { target, isIntersecting } of changes) {
            const entry = watched.get(target)
            clearTimeout(entry?.timer)
            if (entry && isIntersecting) wait(entry)
          }
        }),
        { threshold: 0.5 }
      )
  )()

  return {
    watch(element, decision, close) {
      watched.set(element, { decision, close })
      observer?.observe(element)
      outcome(decision, 'rendered')
    },
    close(isGone) {
      for (const [element, { decision, close }] of watched) {
        const isOver = isGone(decision)
        if (isOver) close()
        if (isOver || !element.isConnected) watched.delete(element)
      }
    },
    click(path) {
      const entry = path.map((element) => watched.get(element)).find(Boolean)
      const pressed = path.find(({ tagName }) => /^(A|BUTTON)$/.test(tagName))
      if (!entry || !pressed) return
      const { attuneDoes, attuneValue = '' } = (pressed as HTMLElement).dataset
      const isDismissed = attuneDoes === 'dismiss'
      outcome(entry.decision, isDismissed ? 'dismissed' : 'clicked')
      if (isDismissed) entry.close()
      if (attuneDoes === 'copy') copy(attuneValue)
    },
  }
}
