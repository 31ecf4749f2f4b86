import type { PreviewAnswer, PreviewRequest } from '../../shared/api/preview-api.ts'

const timeoutMs = 10_000

/** What the edge says, or why it says nothing, for the person who looks. */
export type Asked = { answer: PreviewAnswer } | { problem: string }

/** Asks the edge to decide in preview, and to explain. Nothing of it counts. */
export async function askPreview(endpoint: string, request: PreviewRequest): Promise<Asked> {
  let response: Response
  try {
    response = await fetch(`${endpoint}/v1/preview`, {
      method: 'POST',
      // A plain string needs no CORS preflight.
      body: JSON.stringify(request),
      signal: AbortSignal.timeout(timeoutMs),
    })
  } catch {
    return {
      problem: 'The edge cannot be reached. Decisions below are those that the page received.',
    }
  }
  if (!response.ok) return { problem: refusalInWords(response.status) }
  const body: unknown = await response.json().catch(() => undefined)
  return isAnswer(body) ? { answer: body } : { problem: refusalInWords(200) }
}

function refusalInWords(status: number): string {
  if (status === 401 || status === 403)
    return 'The preview link has ended, or is not for this site. Make a new one in the console.'
  if (status === 404)
    return 'This edge does not explain decisions. Below are those that the page received.'
  if (status === 429) return 'Too many questions. Ask again in a minute.'
  return `The edge gave an answer that cannot be read (${status}). Ask again, or look into its log.`
}

/** The edge is ours; this tells its answers from a proxy's page. */
function isAnswer(body: unknown): body is PreviewAnswer {
  return typeof body === 'object' && body !== null && 'slots' in body && 'decisions' in body
}
