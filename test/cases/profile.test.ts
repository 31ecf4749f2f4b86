import { describe, expect, it } from 'vitest'
import cases from './profile.json' with { type: 'json' }
import { type ProfileCases, runProfiles } from './run-profiles.ts'

describe('test/cases/profile.json', () => {
  it('comes out as written, in Node', () => {
    expect(runProfiles(cases as unknown as ProfileCases)).toEqual([])
  })
})
