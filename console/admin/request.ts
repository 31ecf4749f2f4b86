import { signal } from '@preact/signals'
import type { Problem } from '../../shared/condition/condition.ts'

/** A refusal of the API, as its problem document tells it. */
export class Refused extends Error {
  readonly code: string
  readonly status: number
  readonly problems: Problem[]

  constructor(
    status: number,
    document: { code?: string; detail?: string; title?: string; errors?: Problem[] }
  ) {
    super(document.detail ?? document.title ?? `The server answered ${status}.`)
    this.code = document.code ?? 'unknown'
    this.status = status
    this.problems = document.errors ?? []
  }
}

/** The admin token lives as long as the tab. On this machine (`npm start`) none is needed. */
const tokenKey = 'attune-admin-token'

/** Whether the server wants to know who is asking. */
export const isStranger = signal(false)

/** Remembers the admin token for this tab. */
export function rememberToken(token: string): void {
  sessionStorage.setItem(tokenKey, token)
}

/** What a request may carry. */
export interface RequestOptions {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  body?: unknown
  /** Version that the change started from: somebody else's newer one is a conflict, not a loss. */
  ifMatch?: number
}

/**
 * Asks the worker that served this page. Throws `Refused` for every answer that is not a success,
 * and `TypeError` when there is no connection.
 */
export async function request<T>(path: string, options: RequestOptions = {}): Promise<T> {
  const text = await requestText(path, options)
  return (text === '' ? {} : JSON.parse(text)) as T
}

/** The same, for answers that are not one JSON document. */
export async function requestText(
  path: string,
  { method = 'GET', body, ifMatch }: RequestOptions = {}
): Promise<string> {
  const headers = new Headers({ accept: 'application/json' })
  const token = sessionStorage.getItem(tokenKey)
  if (token) headers.set('authorization', `Bearer ${token}`)
  // Also where there is no body: no form of another page can send it.
  if (method !== 'GET') headers.set('content-type', 'application/json')
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)
  const answer = await fetch(new URL(`../v1/admin/${path}`, document.baseURI), {
    method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (answer.status === 401) isStranger.value = true
  if (!answer.ok) throw new Refused(answer.status, problemOf(text))
  return text
}

function problemOf(text: string): ConstructorParameters<typeof Refused>[1] {
  try {
    return JSON.parse(text)
  } catch {
    // Something between us and the worker answered.
    return {}
  }
}
