import type { Self } from '../profile/self.ts'
import { type LiveCall, readCall } from './call.ts'
import { createLiveSockets } from './sockets.ts'

/** The open pages of one profile object. */
export interface Live {
  /** Accepts a page's socket, unless the person has moved: then the way is to be asked again. */
  open(request: Request): Response
  /** After a change: pages hear of what is new to them, and leave with the person. */
  settle(now: number): void
  /** A device is used by somebody else from now on. */
  part(device: string): void
}

/** Creates the live part of a profile object. Sockets stay where the person is, and nowhere else. */
export function createLive({ holding }: Self, ctx: DurableObjectState): Live {
  const sockets = createLiveSockets(ctx)
  return {
    open(request) {
      const { movedTo, left = [], newsAt = 0 } = holding.record
      const { device, now, since }: LiveCall = readCall(request)
      if (movedTo !== undefined || left.includes(device)) return new Response(null, { status: 409 })
      return sockets.open(device, { now, isBehind: since !== undefined && newsAt > since })
    },
    settle(now) {
      const { movedTo, profile, newsAt } = holding.record
      if (movedTo !== undefined) sockets.hangUp('moved')
      else if (profile === undefined) sockets.hangUp('gone')
      else if (newsAt === now) sockets.tell()
    },
    part: (device) => sockets.hangUp('moved', device),
  }
}
