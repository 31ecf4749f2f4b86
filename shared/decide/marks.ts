import type { DecideSite } from './prepare/prepared.ts'

/**
 * Marks the actions that have something to do with this person's past: shown, dismissed, about an
 * item that was bought or lies in the cart. A person has met few of a site's actions, so telling
 * those few is much less work than asking each action about everything.
 */
export function markActions(
  site: Pick<DecideSite, 'actions' | 'byItem'>,
  met: readonly Iterable<string>[],
  items: readonly Iterable<string>[]
): Uint8Array {
  const marks = new Uint8Array(site.actions.size)
  for (const list of met) {
    for (const id of list) {
      const action = site.actions.get(id)
      if (action !== undefined) marks[action.index] = 1
    }
  }
  for (const list of items) {
    for (const item of list) {
      for (const { index } of site.byItem.get(item) ?? []) marks[index] = 1
    }
  }
  return marks
}
