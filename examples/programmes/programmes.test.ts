import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createResolver } from '../../shared/content/resolve.ts'
import { diagramOf } from '../../shared/journey/diagram.ts'
import { joinParts } from '../../shared/journey/scenario/assemble.ts'
import { reportTimeline } from '../../shared/journey/scenario/report.ts'
import { scenarioSchema } from '../../shared/journey/scenario/schema.ts'
import { tellScenario } from '../../shared/journey/scenario/tell.ts'
import { checkSite } from '../../shared/site/check.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

const programmes = import.meta.dirname
const stories = resolve(programmes, '../../test/scenarios/journeys')

const readJson = (file: string) => JSON.parse(readFileSync(file, 'utf8'))

function configOf(files: readonly string[]): SiteConfig {
  const checked = checkSite(joinParts(files.map(readJson)))
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems, null, 2))
  return checked.config
}

const parts = readdirSync(programmes).filter((file) => file.endsWith('.json'))

describe('a ready programme', () => {
  test.each(parts)('%s passes the check and warns of nothing', (part) => {
    const files = [...new Set(['shop.json', part])].map((file) => join(programmes, file))
    const checked = checkSite(joinParts(files.map(readJson)))
    expect(checked).not.toHaveProperty('problems')
    if (part !== 'shop.json' && 'warnings' in checked) {
      expect(checked.warnings.filter(({ code }) => code !== 'empty_slot')).toEqual([])
    }
  })

  test('is told of by a story', () => {
    const told = readdirSync(stories)
      .map((file) => readFileSync(join(stories, file), 'utf8'))
      .join()
    expect(parts.filter((part) => !told.includes(`programmes/${part}`))).toEqual([])
  })
})

test('the drawing in the documents is of the programme as it is', () => {
  const { journeys } = readJson(join(programmes, 'abandoned-cart.json'))
  const document = readFileSync(resolve(programmes, '../../docs/journeys.md'), 'utf8')
  expect(document).toContain(diagramOf('abandoned-cart', journeys['abandoned-cart']))
})

describe('the story', () => {
  const files = readdirSync(stories).filter((file) => file.endsWith('.scenario.json'))
  test.each(files)('%s', (file) => {
    const path = join(stories, file)
    const scenario = scenarioSchema.parse(readJson(path))
    const names = [scenario.config].flat().filter((one) => typeof one === 'string')
    const config = configOf(names.map((name) => resolve(dirname(path), name)))
    const telling = tellScenario(scenario, { config, resolve: createResolver() })
    const timeline = reportTimeline(telling.timeline, { zone: telling.zone, config }).join('\n')
    expect(telling.faults, timeline).toEqual([])
  })
})
