import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createResolver } from '../shared/content/resolve.ts'
import { reportTimeline } from '../shared/journey/scenario/report.ts'
import { scenarioSchema } from '../shared/journey/scenario/schema.ts'
import { tellScenario } from '../shared/journey/scenario/tell.ts'
import { checkSite } from '../shared/site/check.ts'

/** Stories that stand beside the one configuration they are told with. */
const folders = ['streaming', 'home']
const stories = folders.flatMap((folder) =>
  readdirSync(join(import.meta.dirname, folder))
    .filter((file) => file.endsWith('.scenario.json'))
    .map((file) => [folder, file] as const)
)

const readJson = (folder: string, file: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, folder, file), 'utf8'))

test.each(folders)('the rules of %s pass the check and warn of nothing', (folder) => {
  expect(checkSite(readJson(folder, `${folder}.json`))).toMatchObject({ warnings: [] })
})

test.each(stories)('%s: %s', (folder, file) => {
  const scenario = scenarioSchema.parse(readJson(folder, file))
  const checked = checkSite(readJson(folder, String(scenario.config)))
  if ('problems' in checked) throw new Error(JSON.stringify(checked.problems))
  const { config } = checked
  const telling = tellScenario(scenario, { config, resolve: createResolver() })
  const timeline = reportTimeline(telling.timeline, { zone: telling.zone, config }).join('\n')
  expect(telling.faults, timeline).toEqual([])
})

test('every story is written up for those who never open a file of rules', () => {
  const pages = readFileSync(join(import.meta.dirname, '../docs/scenarios.md'), 'utf8')
  expect(stories.filter(([folder, file]) => !pages.includes(`${folder}/${file}`))).toEqual([])
})
