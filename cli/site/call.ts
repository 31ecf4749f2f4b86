import { z } from 'zod'
import { Failure } from '../failure.ts'
import { ask, type Request } from '../http/ask.ts'
import type { Connection } from './connect.ts'
import { nameOf } from './target.ts'

/** A request to a site, with its path below the address of the worker. */
export interface Call extends Request {
  path: string
  /** How often it is tried, where it may be repeated without harm. Default: reads 4 times, else once. */
  attempts?: number
}

const problemSchema = z.object({
  code: z.string().optional(),
  title: z.string().optional(),
  detail: z.string().optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

const readAttempts = 4

/** Asks a site with its key. Throws what the server refuses as a `Failure` with the code it gives. */
export async function call(connection: Connection, asked: Call): Promise<Response> {
  const { path, attempts: wanted, ...request } = asked
  const headers = { authorization: `Bearer ${connection.key}`, ...request.headers }
  const attempts = wanted ?? ((request.method ?? 'GET') === 'GET' ? readAttempts : 1)
  const answer = await ask(connection.url + path, { ...request, headers }, attempts)
  if (answer.ok) return answer
  throw refusalOf(await answer.text(), answer.status, connection)
}

function refusalOf(text: string, status: number, connection: Connection): Failure {
  const { code, title, detail, errors = [] } = parseProblem(text)
  if (status === 401) {
    const message = `${nameOf(connection)} does not take your key: ${detail ?? title ?? status}`
    return new Failure(code ?? 'unauthorized', message, ['attune login stores another one.'])
  }
  const message = detail ?? title ?? `${connection.url} answered ${status}.`
  const faults = errors.map((error) => `${error.path}: ${error.message}`)
  return new Failure(code ?? `status_${status}`, message, faults)
}

function parseProblem(text: string): z.infer<typeof problemSchema> {
  try {
    return problemSchema.parse(JSON.parse(text))
  } catch {
    // Something between us and the worker answered.
    return {}
  }
}
