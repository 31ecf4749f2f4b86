/** The owner's side of the HTTP API, for one site. */
export interface AdminApi {
  get<T>(path: string): Promise<T | undefined>
  put<T>(path: string, body: unknown, headers?: Record<string, string>): Promise<T>
}

interface Problem {
  title?: string
  detail?: string
  errors?: { path: string; message: string }[]
}

/** Speaks to the admin API of a site with the owner's token. */
export function createAdminApi(url: string, site: string, token: string): AdminApi {
  async function call(method: string, path: string, init: RequestInit = {}): Promise<Response> {
    const headers = {
      authorization: `Bearer ${token}`,
      'attune-actor': 'npm start',
      ...init.headers,
    }
    const address = `${url}/v1/admin/sites/${site}${path}`
    return fetch(address, { ...init, method, headers, signal: AbortSignal.timeout(30_000) })
  }
  return {
    async get(path) {
      const answer = await call('GET', path)
      if (answer.status === 404) return undefined
      if (!answer.ok) throw await problemOf(answer, `GET ${path}`)
      return answer.json()
    },
    async put(path, body, headers = {}) {
      const init = { headers: { 'content-type': 'application/json', ...headers } }
      const answer = await call('PUT', path, { ...init, body: JSON.stringify(body) })
      if (!answer.ok) throw await problemOf(answer, `PUT ${path}`)
      const text = await answer.text()
      return text === '' ? undefined : JSON.parse(text)
    },
  }
}

async function problemOf(answer: Response, what: string): Promise<Error> {
  const problem: Problem = await answer.json().catch(() => ({}))
  const faults = (problem.errors ?? []).map(({ path, message }) => `\n  ${path}: ${message}`)
  const detail = faults.length > 0 ? faults.join('') : ` ${problem.detail ?? ''}`
  return new Error(`${what} was answered ${answer.status} ${problem.title ?? ''}.${detail}`)
}
