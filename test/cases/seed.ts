/** Seed of a property, printed so that a failed run can be repeated: `SEED=… npx vitest run …`. */
export function seedOf(property: string): number {
  const seed = Number(process.env.SEED ?? Date.now() % 2 ** 31)
  console.info(`seed of "${property}": ${seed}`)
  return seed
}
