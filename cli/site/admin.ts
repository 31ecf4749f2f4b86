import { userInfo } from 'node:os'
import type {
  DraftAnswer,
  PublishAnswer,
  PublishedConfig,
  TimelineAnswer,
  VersionsAnswer,
} from '../../shared/api/admin-api.ts'
import type { JourneysAnswer } from '../../shared/api/journeys-api.ts'
import type { Json, JsonObject } from '../../shared/event/json.ts'
import { Failure } from '../failure.ts'
import { type Call, call } from './call.ts'
import type { Connection } from './connect.ts'

/** What is published, and over what. */
export interface Publication {
  config: Json
  note: string
  /** The version it was made from: anything newer is a conflict. 0: nothing may be there. */
  over: number
}

/** The owner's side of a site: every question that the commands ask, by name. */
export type Admin = ReturnType<typeof openAdmin>

/** Opens the owner's side of a site. */
export function openAdmin(connection: Connection) {
  const base = `/v1/admin/sites/${encodeURIComponent(connection.site)}`
  const send = (path: string, request: Omit<Call, 'path'> = {}) => {
    const headers = { 'attune-actor': actor(), ...request.headers }
    return call(connection, { ...request, path: base + path, headers })
  }
  const read = async <T>(path: string): Promise<T> => (await send(path)).json() as Promise<T>
  const person = (ref: string) => `/profiles/${encodeURIComponent(ref)}`
  return {
    /** The configuration in force; nothing when none was ever published. */
    config: () => orNothing(read<PublishedConfig>('/config')),
    version: (version: number) => read<PublishedConfig>(`/versions/${version}`),
    draft: () => orNothing(read<DraftAnswer>('/draft')),
    async publish(publication: Publication): Promise<PublishAnswer> {
      const answer = await send('/config', { method: 'PUT', ...bodyOf(publication) })
      return answer.json() as Promise<PublishAnswer>
    },
    /** Hands a configuration to somebody else, where the site asks for a second person. */
    async propose(publication: Publication): Promise<{ id: number }> {
      const answer = await send('/proposals', { method: 'POST', ...bodyOf(publication) })
      return answer.json() as Promise<{ id: number }>
    },
    versions: () => read<VersionsAnswer>('/versions'),
    async rollback(version: number): Promise<PublishAnswer> {
      const headers = { 'content-type': 'application/json' }
      const body = JSON.stringify({ version })
      const answer = await send('/rollback', { method: 'POST', headers, body })
      return answer.json() as Promise<PublishAnswer>
    },
    /** How many people stand at each step of each journey. */
    journeys: () => read<JourneysAnswer>('/journeys'),
    profile: (ref: string) => read<JsonObject>(person(ref)),
    /** Everything that is kept of a person, one JSON object a line. */
    exported: async (ref: string) => (await send(`${person(ref)}/export`)).text(),
    /** What happened before a time, newest first. */
    timeline: (ref: string, before?: number) =>
      read<TimelineAnswer>(`${person(ref)}/timeline${before ? `?before=${before}` : ''}`),
  }
}

function bodyOf({ config, note, over }: Publication) {
  return {
    headers: { 'content-type': 'application/json', 'if-match': `"${over}"` },
    body: JSON.stringify({ config, note }),
  }
}

/** Who the audit log says it was, where the key does not say it. */
function actor(): string {
  const name = process.env.ATTUNE_ACTOR || process.env.GITHUB_ACTOR || userName()
  return `${name} (attune)`.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 255)
}

function userName(): string {
  try {
    return userInfo().username
  } catch {
    return 'somebody' // a container may run under a number that has no name
  }
}

async function orNothing<T>(asked: Promise<T>): Promise<T | undefined> {
  return asked.catch((error: unknown) => {
    if (error instanceof Failure && error.code === 'not_found') return undefined
    throw error
  })
}
