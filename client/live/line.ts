import {
  type LiveHello,
  type LiveMessage,
  liveCloseCodes,
  liveHelloPrefix,
  livePing,
  livePong,
  liveProtocol,
} from '../../shared/api/live-api.ts'
import type { Core } from '../core.ts'
import { guard, listen } from '../guard.ts'
import { onRestored } from '../page/bfcache.ts'
import { onHidden, onVisible } from '../page/hidden.ts'
import { createRefresh } from './refresh.ts'

const pingMs = 30_000
/** The first try after a failure comes within a second or two, later ones within five minutes. */
const shortestMs = 1_000
const longestMs = 300_000

export interface Line {
  /** An answer has said that the edge may call. */
  open(): void
  /** Hangs up, and calls as whoever uses the device now. */
  renew(): void
}

const toBase64Url = (text: string): string =>
  btoa(text).replace(/[+/=]/g, (sign) => ({ '+': '-', '/': '_' })[sign] ?? '')

/**
 * The line over which the edge says that something has happened elsewhere: then the page asks anew for
 * all it shows. Open only while somebody looks; a page with an open socket cannot be kept for "back".
 */
export const createLine = (core: Core, ask: () => unknown): Line => {
  const { settings, consent, device } = core
  const { key, endpoint } = settings
  const address = new URL(`${endpoint}/v1/live`, location.href).href.replace(/^http/, 'ws')
  const refresh = createRefresh(ask)
  let socket: WebSocket | undefined
  let isWanted = false
  let fails = 0
  let timer = 0

  const hangUp = (): void => {
    const line = socket
    socket = undefined
    line?.close()
  }

  /** What becomes of the line after the edge, or the network, has hung up. */
  const after = (code: number): void => {
    const { unexpected, gone, displaced, moved } = liveCloseCodes
    if (code === unexpected || code === gone) isWanted = false
    if (code === displaced) return
    const delayMs = shortestMs + Math.random() * Math.min(longestMs, shortestMs * 2 ** fails)
    timer = setTimeout(connect, code === moved && !fails ? 0 : delayMs)
    fails++
  }

  const serve = (line: WebSocket): void => {
    let isAlive = true
    const beat = setInterval(
      guard(() => {
        if (!isAlive) return line.close()
        isAlive = false
        line.send(livePing)
      }),
      pingMs
    )
    listen(line, 'message', ({ data }: MessageEvent<string>) => {
      isAlive = true
      fails = 0
      if (data !== livePong && (JSON.parse(data) as LiveMessage).type === 'refresh') refresh()
    })
    listen(line, 'close', ({ code }: CloseEvent) => {
      clearInterval(beat)
      if (line !== socket) return
      socket = undefined
      after(code)
    })
  }

  const connect = guard(() => {
    clearTimeout(timer)
    const { visitor, token } = device.last() ?? {}
    if (socket || !isWanted || document.hidden || !consent.isGranted() || !visitor) return
    const hello: LiveHello = { key, visitor, token, since: core.answer?.now }
    const words = liveHelloPrefix + toBase64Url(JSON.stringify(hello))
    socket = new WebSocket(address, [liveProtocol, words])
    serve(socket)
  })

  onHidden(hangUp)
  onVisible(connect)
  onRestored(connect)
  return {
    open() {
      isWanted = true
      // A line that waits for its next try is not hurried by answers.
      if (!fails) connect()
    },
    renew() {
      hangUp()
      connect()
    },
  }
}
