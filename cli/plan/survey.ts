import type { PublishedConfig } from '../../shared/api/admin-api.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import {
  type Change,
  changesBetween,
  isObject,
  isSame,
  valueIn,
} from '../../shared/site/change/changes.ts'
import { type Checked, checkDocument } from '../config/check.ts'
import type { Document } from '../config/read-json.ts'
import { Failure } from '../failure.ts'
import { type Admin, openAdmin } from '../site/admin.ts'
import type { Connection } from '../site/connect.ts'
import type { Target } from '../site/target.ts'
import { readBase } from './lock.ts'
import { type Stranded, strandedIn, touchesJourneys } from './stranded.ts'

/** A document beside what is in force: what would change, and whether anybody's work would be lost. */
export interface Survey {
  target: Target
  document: Document
  checked: Checked
  /** Nothing when the site has no configuration yet. */
  live: PublishedConfig | undefined
  /** From what is in force to the document. */
  changes: Change[]
  /** The version that the document began with; unknown when it never met this site. */
  base: number | undefined
  /** What others have published since then and the document does not have. */
  lost: Change[]
  /** Where people stand in journeys that the document has no step for. */
  stranded: Stranded[]
  /** Work in progress in the console. */
  draft: { by: string; at: number } | undefined
}

interface SurveyOptions {
  now: number
  /** The version that the person means to publish over, whatever the lock says. */
  over?: number | undefined
}

/** Compares a document with what is in force. Reads only. */
export async function survey(
  document: Document,
  connection: Connection,
  { now, over }: SurveyOptions
): Promise<Survey> {
  const admin = openAdmin(connection)
  const { url, site } = connection
  const [live, known, draft] = await Promise.all([
    admin.config(),
    readBase(document.file, connection),
    admin.draft(),
  ])
  if (over !== undefined && over !== live?.version) throw overtaken(over, live?.version)
  const base = over ?? known
  const mine = comparable(document.value)
  const checked = checkDocument(document, now)
  const changes = changesBetween(comparable(live?.config), mine)
  const { config } = checked
  const mayStrand = live !== undefined && touchesJourneys(changes)
  return {
    ...{ target: { url, site }, document, checked, live, base, changes },
    stranded: config && mayStrand ? strandedIn(config, await admin.journeys()) : [],
    lost: await lostChanges(mine, { live, base, admin }),
    draft: draft && { by: draft.by, at: draft.at },
  }
}

/** Somebody was faster. */
export function overtaken(over: number, live?: number): Failure {
  const since = live === undefined ? 'Another version' : `Version ${live}`
  return new Failure('version_conflict', `${since} is in force, not ${over}.`, [
    'Nothing was published. attune pull brings their work in, attune plan shows yours over it.',
  ])
}

/** A document without what only editors read. */
export function comparable(document: unknown): JsonObject {
  // What comes from the API or from a file is JSON.
  const json = document as Json | undefined
  if (!isObject(json)) return {}
  const { $schema: _, ...rest } = json
  return rest
}

interface Since {
  live: PublishedConfig | undefined
  base: number | undefined
  admin: Admin
}

async function lostChanges(mine: JsonObject, { live, base, admin }: Since): Promise<Change[]> {
  if (live === undefined || base === undefined || base >= live.version) return []
  const began = base === 0 ? undefined : await admin.version(base)
  return notIn(mine, changesBetween(comparable(began?.config), comparable(live.config)))
}

/** Why a survey must not be applied without another word. */
export function obstacleOf({ live, base, changes, lost }: Survey): 'no_base' | 'lost' | undefined {
  if (live === undefined || changes.length === 0) return undefined
  if (base === undefined) return 'no_base'
  return lost.length > 0 ? 'lost' : undefined
}

/** Changes that a document does not have. */
export function notIn(document: JsonObject, changes: readonly Change[]): Change[] {
  return changes.filter(({ path, to }) => !isSame(valueIn(document, path), to))
}
