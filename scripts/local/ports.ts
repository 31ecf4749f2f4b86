import { createServer } from 'node:net'

/** Whether this process could listen on the port of the loopback interface now. */
export async function isFree(port: number): Promise<boolean> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(false))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)))
  })
}

/** The first free port at or after `from`. */
export async function firstFree(from: number): Promise<number> {
  for (let port = from; port < from + 50 && port <= 65_535; port++) {
    if (await isFree(port)) return port
  }
  throw new Error(`No free port from ${from} on. Choose another with PORT or SHOP_PORT.`)
}

/** Reads a port from the environment. */
export function portFrom(variable: string, fallback: number): number {
  const text = process.env[variable]
  if (!text) return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port
  throw new Error(`${variable}=${text} is no port: give a whole number from 1 to 65535.`)
}
