import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Host } from '../host.ts'
import { buildCountdown } from './countdown.ts'
import { buildForm } from './form.ts'
import { createSurfaces, type Surfaces } from './surfaces.ts'

/** Overlays know of each other; a page that starts the core twice has two sets of them. */
const all = new WeakMap<Host, Surfaces>()

/** Shows what the core cannot draw by itself: overlays, and blocks that need code of their own. */
export function show(decision: PageDecision, host: Host): void {
  const { content } = decision
  if (content.type !== 'blocks') return
  const builders = { countdown: buildCountdown(host), form: buildForm(decision, host) }
  const { surface = 'inline' } = content
  if (surface === 'inline') {
    host.place(decision, builders)
    return
  }
  const surfaces = all.get(host) ?? createSurfaces(host)
  all.set(host, surfaces)
  surfaces.add({ decision, content, surface, builders })
}
