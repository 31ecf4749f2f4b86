import type { PageDecision } from '../../shared/api/page-api.ts'
import type { Content } from '../../shared/content/content.ts'
import type { BlockBuilders } from '../host.ts'

/** Content made of typed blocks. */
export type Blocks = Extract<Content, { type: 'blocks' }>

/** How an overlay lies above the page. */
export type OverlayKind = Exclude<NonNullable<Blocks['surface']>, 'inline'>

/** A decision to be shown above the page. */
export interface Overlay {
  decision: PageDecision
  content: Blocks
  surface: OverlayKind
  builders: BlockBuilders
}
