/** How the worker hands a page's socket to the person's object. Nobody else can call it. */
export interface LiveCall {
  /** Profile id that the device is derived from. */
  device: string
  now: number
  since?: number | undefined
}

const header = 'attune-live'

/** The request that carries a socket: only requests can, so the rest travels in a header. */
export function callWith(call: LiveCall): Request {
  const headers = { upgrade: 'websocket', [header]: JSON.stringify(call) }
  return new Request('https://profile/live', { headers })
}

/** Reads what `callWith` wrote. */
export function readCall(request: Request): LiveCall {
  return JSON.parse(request.headers.get(header) ?? '{}') as LiveCall
}
