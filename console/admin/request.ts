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

/** Proves that the console asks; the session tells it, every change brings it. */
export const csrf = signal<string | undefined>(undefined)

/** Remembers the admin token for this tab. */
export function rememberToken(token: string): void {
  sessionStorage.setItem(tokenKey, token)
}

/** What a request may carry. */
export interface RequestOptions {
  method?: 'GET' | 'PUT' | 'POST' | 'DELETE'
  body?: unknown
  /** A body that is not JSON: lines of text, as they are. */
  text?: string
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
export async function requestText(path: string, options: RequestOptions = {}): Promise<string> {
  let answer = await send(path, options)
  let text = await answer.text()
  // Another tab has signed in anew: this one learns the new proof, and tries once more.
  if (isForged(answer, text) && (await renewProof(path))) {
    answer = await send(path, options)
    text = await answer.text()
  }
  // A wrong password is a wrong password, whoever is signed in.
  if (answer.status === 401 && problemOf(text).code !== 'credentials_wrong') {
    isStranger.value = true
  }
  if (!answer.ok) throw new Refused(answer.status, problemOf(text))
  return text
}

function send(
  path: string,
  { method = 'GET', body, text, ifMatch }: RequestOptions
): Promise<Response> {
  const headers = new Headers({ accept: 'application/json' })
  const token = sessionStorage.getItem(tokenKey)
  if (token) headers.set('authorization', `Bearer ${token}`)
  if (method !== 'GET' && csrf.value) headers.set('attune-csrf', csrf.value)
  // Also where there is no body: no form of another page can send it.
  if (method !== 'GET') headers.set('content-type', 'application/json')
  if (ifMatch !== undefined) headers.set('if-match', `"${ifMatch}"`)
  return fetch(new URL(`../v1/admin/${path}`, document.baseURI), {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
    ...(text !== undefined && { body: text }),
  })
}

function isForged({ status }: Response, text: string): boolean {
  return status === 403 && problemOf(text).code === 'request_forged'
}

async function renewProof(path: string): Promise<boolean> {
  const [sites, site] = path.split('/')
  const answer = await send(`${sites}/${site}/session`, {})
  if (!answer.ok) return false
  const { csrf: proof } = (await answer.json()) as { csrf?: string }
  const isNew = proof !== csrf.value
  csrf.value = proof
  return isNew
}

function problemOf(text: string): ConstructorParameters<typeof Refused>[1] {
  try {
    return JSON.parse(text)
  } catch {
    // Something between us and the worker answered.
    return {}
  }
}
