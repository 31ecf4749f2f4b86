import { signal } from '@preact/signals'

const key = 'attune-recent-people'
const kept = 8

/** People looked up in this tab, newest first. Gone with the tab: ids are personal. */
export const recentPeople = signal<readonly string[]>(read())

/** Remembers somebody who was looked up. */
export function rememberPerson(ref: string): void {
  recentPeople.value = [ref, ...recentPeople.value.filter((one) => one !== ref)].slice(0, kept)
  sessionStorage.setItem(key, JSON.stringify(recentPeople.value))
}

/** Forgets somebody who was erased. */
export function forgetPerson(ref: string): void {
  recentPeople.value = recentPeople.value.filter((one) => one !== ref)
  sessionStorage.setItem(key, JSON.stringify(recentPeople.value))
}

function read(): string[] {
  const text = sessionStorage.getItem(key)
  const list: unknown = text === null ? [] : JSON.parse(text)
  return Array.isArray(list) ? list.filter((one) => typeof one === 'string') : []
}
