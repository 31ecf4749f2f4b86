/** An object's methods as its callers see them: every answer arrives as a promise. */
export type Remote<T> = {
  [K in keyof T as T[K] extends (...args: never[]) => unknown ? K : never]: T[K] extends (
    ...args: infer A
  ) => infer R
    ? (...args: A) => Promise<Awaited<R>>
    : never
}

/**
 * The object of this name. The platform's own type of a stub maps every argument and answer through
 * a recursive check that gives up on JSON ("excessively deep"); all we send is plain data, which
 * arrives as it left, so the plain type says the truth.
 */
export function remote<T>(namespace: DurableObjectNamespace, name: string): Remote<T> {
  return namespace.getByName(name) as unknown as Remote<T>
}
