/** Keys that reach into prototypes: never kept, wherever they come from. */
const unsafe = new Set(['__proto__', 'constructor', 'prototype'])

/** Whether a text may become a key of an object we build. */
export function isSafeKey(key: string): boolean {
  return !unsafe.has(key)
}

/** The value under a key that the visitor chose: own keys only, so that `toString` is nothing. */
export function own<T>(map: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined
}
