import type { Action } from '../../shared/decide/action.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

/** What each part of an action's form is given. `set` takes what changes; `undefined` takes it out. */
export interface ActionPart {
  action: Action
  config: SiteConfig
  set: (some: { [K in keyof Action]?: Action[K] | undefined }) => void
}
