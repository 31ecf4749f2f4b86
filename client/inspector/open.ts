import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Host } from '../host.ts'
import { askPreview } from './ask-preview.ts'
import { createFrames } from './frames.ts'
import { createPanel } from './panel.ts'
import { findPlaces } from './places.ts'
import { openShadow } from './shadow.ts'
import { forgetToken, takeToken } from './token.ts'
import { viewSlots } from './view.ts'

/**
 * Opens the inspector: every slot of the page with what is decided for it, and why, in words. Does
 * nothing in a page that was not opened with a preview token.
 */
export function open(host: Host): void {
  const { settings } = host
  const preview = takeToken(settings.preview)
  if (!preview || document.querySelector('attune-inspector')) return

  const root = openShadow()
  const panel = createPanel({
    reload: host.guard(() => refresh()),
    leave: host.guard(() => {
      forgetToken()
      root.host.remove()
      // From the start, as any visitor.
      location.reload()
    }),
  })
  const frames = createFrames(host, panel.reveal)
  root.append(frames.element, panel.element)

  const received = new Map<string, PageDecision>()
  /** Answers may overtake each other; only the newest counts. */
  let turn = 0
  const refresh = async () => {
    turn++
    const mine = turn
    panel.say('Asking the edge …')
    const places = findPlaces(settings.slots)
    const slots = [...places.keys()]
    const question = (await host.question?.(slots)) ?? { key: settings.key, slots }
    const asked = await askPreview(settings.endpoint, { ...question, preview })
    if (mine !== turn) return
    const views = viewSlots(places, asked, [...received.values()])
    panel.show(views, asked)
    frames.show(views)
  }

  host.onShow(() => received.clear())
  host.onDecisions(
    host.guard((decisions) => {
      for (const decision of decisions) received.set(decision.slot, decision)
      return refresh()
    })
  )
}
