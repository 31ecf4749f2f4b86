import type { ResolveContent } from '../../shared/decide/decision.ts'

/** soon */
export function createResolver(): ResolveContent {
  return (content) => ({ content })
}
