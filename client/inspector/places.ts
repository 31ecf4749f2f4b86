import type { PageDecision } from '../../shared/api/page-api.ts'

/** Slots of the page and the elements of each; overlays have none. */
export type Places = Map<string, Element[]>

/** Finds the slots that the page has marked, and those that the tag names. */
export function findPlaces(named: readonly string[] = []): Places {
  const places: Places = new Map()
  for (const element of document.querySelectorAll('[data-attune-slot], attune-slot[name]')) {
    const slot = element.getAttribute('data-attune-slot') ?? element.getAttribute('name') ?? ''
    places.set(slot, [...(places.get(slot) ?? []), element])
  }
  for (const slot of named) if (!places.has(slot)) places.set(slot, [])
  return places
}

/** Adds slots that the configuration places by a selector. */
export function addSelected(places: Places, decisions: readonly PageDecision[]): void {
  for (const { slot, selector } of decisions) {
    if (places.get(slot)?.length) continue
    places.set(slot, selector ? [...document.querySelectorAll(selector)] : [])
  }
}
