import type { PageAnswer } from '../../shared/api/page-api.ts'

/** Verdicts after which an event may go: it is in the profile, or never will be. */
const final = /^(ok|dup|stale|conflict|rejected)$/

/** What came back. */
export interface Reply {
  /** 0 when nothing did. */
  status: number
  retryAfter?: string | null
  /** The edge's answer, when it really is one. */
  answer?: PageAnswer | undefined
}

/** Captive portals answer 200 with a page of their own. */
const parseAnswer = (text: string): PageAnswer | undefined => {
  const answer = JSON.parse(text) as PageAnswer | null
  return Array.isArray(answer?.decisions) ? answer : undefined
}

/** Reads a response; refused, cut, late and unreadable ones are all the same to us. */
export const read = (response: Promise<Response>): Promise<Reply> =>
  response
    .then(
      async (got): Promise<Reply> => ({
        status: got.status,
        retryAfter: got.headers.get('retry-after'),
        answer: got.ok ? parseAnswer(await got.text()) : undefined,
      })
    )
    .catch(() => ({ status: 0 }))

/** Keeps the events that the answer gives a verdict on. Nothing else may be deleted. */
export const judgedOf = <E extends { row: { id: string } }>(
  sent: readonly E[],
  { answer }: Reply
): E[] => {
  // Whatever it is, as a list: what is no pair of an id and a known word judges nothing.
  const verdicts = [answer?.verdicts ?? []].flat()
  const ids = verdicts.flatMap(([id, verdict]) => (final.test(verdict) ? id : []))
  return sent.filter(({ row }) => ids.includes(row.id))
}
