import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Core } from '../core.ts'
import type { BlockBuilders, Host } from '../host.ts'
import { loadPart } from '../parts.ts'
import { rewrite } from './rewrite.ts'

/** Blocks that need code of their own, beyond drawing. */
const needsCode = /^(countdown|form)$/

/** Shows what the core cannot draw; overlays and blocks with code are a matter for `surfaces.js`. */
export const createShow =
  ({ settings, renderer, applyBlocks }: Core, host: Host, moreBlocks: BlockBuilders) =>
  async (decision: PageDecision): Promise<void> => {
    const { content } = decision
    if (content.type === 'blocks') {
      const isOverlay = (content.surface ?? 'inline') !== 'inline'
      if (isOverlay || content.blocks.some(({ type }) => needsCode.test(type))) {
        const { show } = await loadPart(settings.endpoint, 'surfaces')
        return show(decision, host)
      }
    }
    renderer.place(decision, (element) =>
      content.type === 'blocks'
        ? applyBlocks(element, decision, moreBlocks)
        : rewrite(element, decision)
    )
  }
