import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emptyProfile } from '../../shared/profile/empty.ts'
import { foldEvents } from '../../shared/profile/fold.ts'
import type { Profile } from '../../shared/profile/profile.ts'
import { anyEvents, now } from '../../test/profile/events.ts'
import { siteOf } from '../../test/profile/site.ts'
import { createRecordWriter, readRecord } from './record-text.ts'

const site = siteOf({})
const anyProfile = anyEvents(60).map((events) =>
  foldEvents(emptyProfile('p', 's', now), events, { now, site })
)

describe('a state row', () => {
  it('reads as it was written, to the order of the keys', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        const record = { profile, touchedAt: now }
        const read = readRecord(createRecordWriter()(record))
        expect(JSON.stringify(read)).toBe(JSON.stringify(record))
      })
    )
  })

  it('is the same text whatever was written before it', () => {
    fc.assert(
      fc.property(anyProfile, anyProfile, (before, after) => {
        const write = createRecordWriter()
        const ledger = [...before.ledger.slice(1), ...after.ledger]
        const profiles: Profile[] = [before, { ...before, ledger }, { ...after, ledger }]
        for (const profile of profiles) {
          expect(write({ profile })).toBe(createRecordWriter()({ profile }))
        }
      })
    )
  })

  it('of the first format reads as well: one line, ledger and all', () => {
    fc.assert(
      fc.property(anyProfile, (profile) => {
        expect(readRecord(JSON.stringify({ profile }))).toEqual({ profile })
      })
    )
  })

  it('without a person is one line', () => {
    const text = createRecordWriter()({ movedTo: 'elsewhere' })
    expect([text, readRecord(text)]).toEqual(['{"movedTo":"elsewhere"}', { movedTo: 'elsewhere' }])
  })
})
