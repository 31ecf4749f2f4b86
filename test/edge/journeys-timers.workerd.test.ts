import { runInDurableObject } from 'cloudflare:test'
import { expect, test, vi } from 'vitest'
import { openStorage } from '../../edge/profile/storage.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { objectOf, personOf, viewed, visit } from './workerd/people.ts'
import { newSite } from './workerd/site.ts'

/*
 * The small version of `bench/timers.ts`: nobody rings here, the platform does.
 */

const people = 20
const runsEach = 17
const config: SiteConfig = {
  name: 'Timers',
  journeys: {
    timers: {
      entry: { on: 'event', event: 'Begun' },
      key: 'properties.n',
      steps: [
        { id: 'first', do: 'waitUntil', date: 'journey.entry.properties.at', past: 'note' },
        { id: 'note', do: 'set', trait: 'reached', value: true },
        { id: 'second', do: 'waitUntil', date: 'journey.entry.properties.at', past: 'end' },
      ],
    },
  },
}

test('timers that are all due at once ring by the real alarms, each once', async () => {
  const site = await newSite(config)
  const now = Date.now()
  const at = new Date(now + 500).toISOString()
  const ids = Array.from({ length: people }, (_, n) => `person-${n}`)
  for (const id of ids) {
    const events = Array.from({ length: runsEach }, (_, n) =>
      viewed({ name: 'Begun', at: now, properties: { n, at } })
    )
    await visit(site, id, { now, events })
  }
  const runsLeft = async () => {
    const lists = await Promise.all(
      ids.map((id) => runInDurableObject(objectOf(site, id), journeysLeft))
    )
    return lists.reduce((sum, left) => sum + left, 0)
  }
  await vi.waitFor(async () => expect(await runsLeft()).toBe(0), { timeout: 30_000, interval: 200 })
  for (const id of ids) {
    const lines = await personOf(site, id).timeline(Number.MAX_SAFE_INTEGER)
    const sets = Array.isArray(lines) ? lines.filter(isNoted) : []
    expect(sets).toHaveLength(runsEach)
  }
})

function journeysLeft(_: unknown, { storage: { sql } }: DurableObjectState): number {
  return openStorage(sql).load()?.journeys?.state.runs.length ?? 0
}

function isNoted(line: { kind: string; trace?: { what: string } }): boolean {
  return line.kind === 'journey' && line.trace?.what === 'set'
}
