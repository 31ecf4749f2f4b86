import type { PreparedAction } from './prepare/prepared.ts'

/** What one page shows already: no action and no item twice, one action of a group. */
export interface PagePlan {
  /** What stands in the way of the action, in a receipt's words: `item:sku-7`. */
  conflict(action: PreparedAction, item: string | undefined): string | undefined
  take(action: PreparedAction, item: string | undefined): void
}

/** Starts a page on which nothing is shown yet. */
export function createPagePlan(): PagePlan {
  const taken = new Set<string>()
  const claims = (action: PreparedAction, item: string | undefined): string[] => [
    `action:${action.id}`,
    ...(item === undefined ? [] : [`item:${item}`]),
    ...(action.group === undefined ? [] : [`group:${action.group}`]),
  ]
  return {
    conflict: (action, item) => claims(action, item).find((claim) => taken.has(claim)),
    take: (action, item) => {
      for (const claim of claims(action, item)) taken.add(claim)
    },
  }
}
