import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findTests } from './find.ts'
import { junit } from './junit.ts'
import { resultLines } from './lines.ts'
import { tellFile } from './tell-file.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-story-'))
})
afterAll(() => rm(folder, { recursive: true }))

const config = {
  name: 'Shop',
  slots: { hero: { default: 'Nothing' } },
  traits: { views: { compute: 'count', event: 'Product Viewed' } },
  actions: {
    again: {
      slots: ['hero'],
      when: { 'traits.views': { $gte: 2 } },
      variants: { a: { content: { type: 'text', text: 'Again' } } },
    },
  },
}

const story = {
  name: 'Two looks are enough',
  config,
  starts: '2027-03-01 10:00',
  story: [
    { at: '10:01', does: 'Product Viewed' },
    { at: '10:02', visits: '/', sees: { hero: 'again' } },
  ],
  ends: '+1d',
}

async function tell(scenario: object) {
  const file = join(folder, 'a.scenario.json')
  await writeFile(file, JSON.stringify(scenario, null, 2))
  const { faults, ...result } = await tellFile(file)
  const relative = faults.map(({ where, words }) => [where.replace(`${folder}/`, ''), words])
  return { ...result, faults, relative }
}

describe('a story', () => {
  it('that goes otherwise names its line, and the reason stands in the time line', async () => {
    const { relative, timeline } = await tell(story)
    expect(relative).toEqual([
      [
        'a.scenario.json:43:5',
        'Mon 2027-03-01 10:02: hero shows the page’s own content instead of again',
      ],
    ])
    expect(timeline.join('\n')).toContain('again: Not in the audience: traits.views is 1')
  })

  it('of rules that may not be published names the line of the rule', async () => {
    const { relative } = await tell({
      ...story,
      config: { ...config, slots: { hero: { surprise: 1 } } },
    })
    expect(relative).toEqual([
      [
        'a.scenario.json:7:9',
        expect.stringContaining('slots.hero.surprise: There is no surprise here.'),
      ],
    ])
  })

  it('that is not well told names the line that nobody understands', async () => {
    const { relative } = await tell({ ...story, starts: 'tomorrow' })
    expect(relative).toEqual([
      ['a.scenario.json:37:3', 'starts: Write 2027-03-01 10:00, 10:00, or +45m.'],
    ])
  })
})

describe('the report', () => {
  it('is JUnit for CI, whatever the names', async () => {
    const result = await tell({ ...story, name: 'a < b & "c"\u0000' })
    const xml = junit([result])
    expect(xml).toContain('tests="1" failures="1"')
    expect(xml).toContain('name="a &lt; b &amp; &quot;c&quot;\uFFFD"')
  })

  it('counts what does not hold', async () => {
    const lines = resultLines([await tell(story)], { timeline: false })
    expect(lines.at(-1)).toBe('1 of 1 does not hold (1 story).')
  })
})

describe('the rules of the examples', async () => {
  const { scenarios } = await findTests(['examples/shop', 'examples/rules-as-code'])
  it.each(scenarios)('do what %s tells', async (file) => {
    const { faults, timeline } = await tellFile(file)
    expect(faults, timeline.join('\n')).toEqual([])
  })
})
