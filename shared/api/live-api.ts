/**
 * `GET /v1/live`: a WebSocket over which an open page hears that its person has changed elsewhere: a
 * purchase at the till, an action that a journey has queued. It carries no decisions and no data:
 * the page asks anew by its normal request, which proves again on whose behalf it asks.
 *
 * A page opens it when an answer said `live: true`, with two subprotocols: `liveProtocol`, and
 * `hello.` followed by a `LiveHello` as JSON in base64url without padding. A browser can send a socket
 * neither body nor headers, and addresses end up in logs.
 */

/** Subprotocol that both sides speak; the edge answers with it alone. */
export const liveProtocol = 'attune.live.1'

/** Begins the subprotocol in which the page says who it is. */
export const liveHelloPrefix = 'hello.'

/** Who opens a socket: the same words as in the page's requests. */
export interface LiveHello {
  key: string
  visitor: string
  token?: string | undefined
  /**
   * `now` of the newest answer that the page has had. What happened elsewhere between that answer
   * and the opening is told at once.
   */
  since?: number | undefined
}

/**
 * What the edge says. `refresh`: ask again for all slots. A slot without a decision in the answer
 * gets its default content back. Ask at most once a second, but never leave the last word unheard.
 */
export interface LiveMessage {
  type: 'refresh'
}

/**
 * All that the page says. It is answered without waking anybody; every 30 seconds keeps proxies
 * from hanging up, and shows a line that is dead. Whoever says anything else is hung up on.
 */
export const livePing = 'ping'

/** The answer to a ping. */
export const livePong = 'pong'

/** Why the edge hangs up. After any other code open again, later and later (1 s to 5 min, by chance). */
export const liveCloseCodes = {
  /** The page said something: it has nothing to say. Do not open again. */
  unexpected: 1_003,
  /** The person goes on under another profile: open again at once. */
  moved: 4_301,
  /** The person was erased, or the site uses this no more: not before an answer says `live` again. */
  gone: 4_410,
  /** Newer pages of this person took its place: open again when the page is looked at again. */
  displaced: 4_429,
} as const

/** Longest hello, with its prefix: an identity token and some words. */
export const maxHelloLength = 8_192

/** Sockets of one person; one more displaces the oldest. */
export const maxLiveSockets = 10
