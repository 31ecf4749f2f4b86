import { afterAll, beforeAll, beforeEach } from 'vitest'
import { openWorld, type World } from './visit.ts'

/** One world for a file of tests; its edge forgets what it was told between two of them. */
export function useWorld(): World {
  const opened = {} as World
  beforeAll(async () => {
    Object.assign(opened, await openWorld())
  })
  afterAll(() => opened.close())
  beforeEach(() => {
    opened.edge.forget()
    opened.serve('/')
  })
  return opened
}
