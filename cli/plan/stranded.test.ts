import { expect, it } from 'vitest'
import type { JourneyCounts } from '../../shared/api/journeys-api.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { strandedIn, touchesJourneys } from './stranded.ts'

const day = { entered: 0, reached: {}, sent: {}, notSent: {}, ended: {}, goals: 0 }
const counts = (waiting: Record<string, number>): JourneyCounts => ({ waiting, day })

const config: SiteConfig = {
  name: 'Shop',
  journeys: {
    cart: {
      entry: { on: 'event', event: 'Product Added' },
      steps: [{ id: 'hour', do: 'wait', for: '1h' }],
    },
  },
}

it('tells of everybody who stands where no step will be', () => {
  const journeys = { cart: counts({ hour: 7, later: 2, gone: 0 }), birthday: counts({ wish: 1 }) }
  expect(strandedIn(config, { now: 0, journeys })).toEqual([
    { journey: 'cart', step: 'later', runs: 2 },
    { journey: 'birthday', step: 'wish', runs: 1 },
  ])
})

it('asks only where a journey that was there changes', () => {
  expect(touchesJourneys([{ path: ['journeys', 'cart'], to: {} }])).toBe(false)
  expect(touchesJourneys([{ path: ['journeys', 'cart', 'steps'], from: [], to: [] }])).toBe(true)
})
