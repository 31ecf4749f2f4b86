import { readdirSync, readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'

/** Without a browser's name the edge would take us for a bot, and do nothing. */
const asBrowser = {
  'content-type': 'text/plain',
  'user-agent':
    'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36',
}

/** One request of a load: method, path and body may differ from call to call. */
export interface LoadRequest {
  path: string
  body?: string
}

/** What one round of load saw. CPU is that of the whole server process tree, per request. */
export interface LoadResult {
  requests: number
  errors: number
  requestsPerSecond: number
  p50Ms: number
  p99Ms: number
  cpuUs: number
}

/**
 * Sends requests over kept-alive connections for a bounded time and measures the server's CPU from
 * /proc (Linux). On a machine that is shared, CPU a request is the figure to compare; requests a
 * second are low there.
 */
export async function load(options: {
  port: number
  pid: number
  connections: number
  durationMs: number
  next: (n: number) => LoadRequest
}): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: options.connections })
  const until = performance.now() + options.durationMs
  const latencies: number[] = []
  let errors = 0
  let n = 0
  const cpuBefore = cpuOfTree(options.pid)
  const started = performance.now()
  const worker = async () => {
    while (performance.now() < until) {
      const began = performance.now()
      const status = await send(agent, options.port, options.next(n++))
      latencies.push(performance.now() - began)
      if (status >= 400) errors++
    }
  }
  await Promise.all(Array.from({ length: options.connections }, worker))
  const seconds = (performance.now() - started) / 1000
  const cpu = cpuOfTree(options.pid) - cpuBefore
  agent.destroy()
  latencies.sort((a, b) => a - b)
  const at = (q: number) => latencies[Math.floor(latencies.length * q)] ?? Number.NaN
  return {
    requests: latencies.length,
    errors,
    requestsPerSecond: latencies.length / seconds,
    p50Ms: at(0.5),
    p99Ms: at(0.99),
    cpuUs: cpu / latencies.length,
  }
}

function send(agent: Agent, port: number, { path, body }: LoadRequest): Promise<number> {
  return new Promise((resolve) => {
    const call = request(
      {
        agent,
        port,
        host: '127.0.0.1',
        path,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          ...asBrowser,
          ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }),
        },
      },
      (answer) => {
        answer.resume()
        answer.once('end', () => resolve(answer.statusCode ?? 599))
      }
    )
    call.once('error', () => resolve(599))
    call.end(body)
  })
}

/** User and system CPU of a process and all its descendants, in microseconds. */
function cpuOfTree(root: number): number {
  const children = new Map<number, number[]>()
  const ticks = new Map<number, number>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    const stat = readStat(entry)
    if (!stat) continue
    ticks.set(stat.pid, stat.ticks)
    children.set(stat.parent, [...(children.get(stat.parent) ?? []), stat.pid])
  }
  let sum = 0
  const queue = [root]
  for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
    sum += ticks.get(pid) ?? 0
    queue.push(...(children.get(pid) ?? []))
  }
  return sum * 10_000 // a tick is 10 ms
}

/** A process may end between listing and reading: then there is nothing to count. */
function readStat(pid: string): { pid: number; parent: number; ticks: number } | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return {
      pid: Number(pid),
      parent: Number(fields[1]),
      ticks: Number(fields[11]) + Number(fields[12]),
    }
  } catch {
    return undefined
  }
}
