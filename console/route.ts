import { computed, signal } from '@preact/signals'

/**
 * Where the owner is: the part of the address behind `#/`. A hash needs no rewriting on the server
 * and works under any path prefix.
 */
const hash = signal(location.hash)
addEventListener('hashchange', () => {
  hash.value = location.hash
})

/** The address as decoded segments: `#/people/user_id%3Au1` is `['people', 'user_id:u1']`. */
export const route = computed(() =>
  hash.value.replace(/^#\/?/, '').split('/').filter(Boolean).map(decodeURIComponent)
)

/** Address of a place in the console. */
export function link(...segments: string[]): string {
  return `#/${segments.map(encodeURIComponent).join('/')}`
}

/** Goes to a place in the console. */
export function go(...segments: string[]): void {
  location.hash = link(...segments)
}
