import fc from 'fast-check'

// Properties draw new cases at each run, and print their seed when they fail; `npm test` fixes it, so that a
// change is never failed for a case that has nothing to do with it.
const seed = process.env.SEED
if (seed !== undefined) fc.configureGlobal({ seed: Number(seed) })
