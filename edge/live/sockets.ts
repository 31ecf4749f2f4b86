import {
  type LiveMessage,
  liveCloseCodes,
  livePing,
  livePong,
  liveProtocol,
  maxLiveSockets,
} from '../../shared/api/live-api.ts'

/** Why sockets are closed. */
export type Farewell = keyof typeof liveCloseCodes

/** The sockets of one person's open pages. While nobody speaks, the object sleeps and they stay open. */
export interface LiveSockets {
  /** Accepts a page's socket. A page that is `behind` is told at once. */
  open(device: string, page: { now: number; isBehind: boolean }): Response
  /** Tells every page to ask again. */
  tell(): void
  /** Closes all sockets, or those of one device. */
  hangUp(farewell: Farewell, device?: string): void
}

const refresh = JSON.stringify({ type: 'refresh' } satisfies LiveMessage)

/** Creates the sockets of an object. Nothing is held in memory: the platform keeps them. */
export function createLiveSockets(ctx: DurableObjectState): LiveSockets {
  /** The oldest give way: a page that nobody has closed for days is the one least missed. */
  function makeRoom(): void {
    const open = ctx.getWebSockets()
    const tooMany = open.length + 1 - maxLiveSockets
    if (tooMany <= 0) return
    const byAge = open.toSorted((a, b) => openedAt(a) - openedAt(b))
    for (const socket of byAge.slice(0, tooMany)) close(socket, 'displaced')
  }

  return {
    open(device, { now, isBehind }) {
      makeRoom()
      const { 0: page, 1: socket } = new WebSocketPair()
      // Answered by the platform: a ping wakes nobody and costs nothing.
      ctx.setWebSocketAutoResponse(new WebSocketRequestResponsePair(livePing, livePong))
      ctx.acceptWebSocket(socket, [device])
      socket.serializeAttachment(now)
      if (isBehind) socket.send(refresh)
      const headers = { 'sec-websocket-protocol': liveProtocol }
      return new Response(null, { status: 101, webSocket: page, headers })
    },
    tell() {
      for (const socket of ctx.getWebSockets()) say(socket, refresh)
    },
    hangUp(farewell, device) {
      for (const socket of ctx.getWebSockets(device)) close(socket, farewell)
    },
  }
}

/** Ends one socket, or answers a page that has ended it. */
export function close(socket: WebSocket, farewell: Farewell | 'answered'): void {
  const code = farewell === 'answered' ? 1_000 : liveCloseCodes[farewell]
  quietly(() => socket.close(code, farewell))
}

function say(socket: WebSocket, text: string): void {
  quietly(() => socket.send(text))
}

/** A socket whose page has just gone throws; there is nobody left to tell. */
function quietly(action: () => void): void {
  try {
    action()
  } catch (error) {
    if (!(error instanceof Error)) throw error
  }
}

function openedAt(socket: WebSocket): number {
  return Number(socket.deserializeAttachment())
}
