import { dirname, join } from 'node:path'
import type { Problem } from '../../shared/condition/condition.ts'
import { createRegexEngine } from '../../shared/condition/linear-regex.ts'
import { createResolver } from '../../shared/content/resolve.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { reportTimeline } from '../../shared/journey/scenario/report.ts'
import { type Scenario, scenarioSchema } from '../../shared/journey/scenario/schema.ts'
import { tellScenario } from '../../shared/journey/scenario/tell.ts'
import { isObject } from '../../shared/site/change/changes.ts'
import { checkDocument } from '../config/check.ts'
import { joinDocuments } from '../config/join.ts'
import { readDocument } from '../config/read-config.ts'
import type { Document } from '../config/read-json.ts'
import { Failure } from '../failure.ts'
import { readPerson } from '../person/person-file.ts'
import type { PlacedFault, TestResult } from './result.ts'

type Told = Pick<TestResult, 'name' | 'because' | 'faults' | 'timeline' | 'sources'>

/** Tells the story of a file, by the very functions that run at the edge. */
export async function tellFile(file: string): Promise<TestResult> {
  const since = performance.now()
  const told = await tell(file).catch((error: unknown) => unreadable(file, error))
  const tookMs = Math.round(performance.now() - since)
  return { kind: 'story', file, warnings: [], ...told, tookMs }
}

/** Makes the check before publishing. */
export async function checkFile(file: string): Promise<TestResult> {
  const since = performance.now()
  const told = await checkOne(file).catch((error: unknown) => ({
    ...unreadable(file, error),
    warnings: [],
  }))
  const tookMs = Math.round(performance.now() - since)
  return { kind: 'config', file, ...told, tookMs }
}

async function tell(file: string): Promise<Told> {
  const document = await readDocument(file)
  const parsed = scenarioSchema.safeParse(document.value)
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => {
      const name = path.map(String).join('.')
      return { where: document.where(name), words: `${name}: ${message}` }
    })
    return { name: file, faults, timeline: [], sources: [file] }
  }
  const { data: scenario } = parsed
  const { name, because } = scenario
  const files = filesOf(scenario, file)
  const rules = await rulesOf(document, files)
  const { config, problems } = checkDocument(rules, Date.now())
  const story = { name, because, sources: [file, ...files] }
  if (config === undefined) return { ...story, faults: problems.map(asFault), timeline: [] }
  const { recorded: kept } = scenario.person ?? {}
  const recorded = kept === undefined ? undefined : await readPerson(join(dirname(file), kept))
  const engines = { resolve: createResolver(), regex: createRegexEngine(), recorded }
  const { faults, timeline, zone } = tellScenario(scenario, { config, ...engines })
  return {
    ...story,
    faults: faults.map(({ words, line }) => ({
      where: document.where(line === undefined ? 'story' : `story.${line}`),
      words,
    })),
    timeline: reportTimeline(timeline, { zone, config }),
  }
}

/** The files that hold the rules of a story, beside it; none where it brings them itself. */
function filesOf({ config }: Scenario, file: string): string[] {
  if (typeof config === 'object' && !Array.isArray(config)) return []
  return [config].flat().map((name) => join(dirname(file), name))
}

async function rulesOf(document: Document, files: readonly string[]): Promise<Document> {
  if (files.length > 0) return joinDocuments(await Promise.all(files.map(readDocument)))
  const where = (path: string) => document.where(`config.${path}`)
  return { ...document, value: configIn(document.value), where }
}

function configIn(value: Json): JsonObject {
  const config = isObject(value) ? value.config : undefined
  return isObject(config) ? config : {}
}

async function checkOne(file: string): Promise<Told & Pick<TestResult, 'warnings'>> {
  const { problems, warnings } = checkDocument(await readDocument(file), Date.now())
  const name = `${file} may be published`
  return {
    name,
    faults: problems.map(asFault),
    warnings: warnings.map(asFault),
    timeline: [],
    sources: [file],
  }
}

function asFault({ where, path, message }: Problem & { where: string }): PlacedFault {
  return { where, words: `${path}: ${message}` }
}

function unreadable(file: string, error: unknown): Told {
  if (!(error instanceof Failure)) throw error
  const words = [error.message, ...error.faults].join(' ')
  return { name: file, faults: [{ where: file, words }], timeline: [], sources: [file] }
}
