/** A webhook as it arrived. */
export interface Received {
  url: string
  headers: Record<string, string>
  body: string
}

/**
 * Stands where the Internet begins: every request that leaves comes here, and is answered as `answer`
 * says. Give it back when done.
 */
export function receiveEverything(answer: (received: Received) => Response | Promise<Response>) {
  const received: Received[] = []
  const outside = globalThis.fetch
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init)
    const one = {
      url: request.url,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    }
    received.push(one)
    return answer(one)
  }
  return {
    received,
    giveBack: () => {
      globalThis.fetch = outside
    },
  }
}
