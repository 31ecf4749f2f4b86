import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isFree } from '../../scripts/local/ports.ts'

const port = 8856
const attune = `http://localhost:${port}`
let state = ''

beforeAll(async () => {
  state = await mkdtemp(join(tmpdir(), 'attune-start-'))
})
afterAll(() => rm(state, { recursive: true, force: true }))

/** `npm start`, as far as a newcomer sees it. */
class Start {
  printed = ''
  readonly child: ChildProcess

  constructor(env: Record<string, string> = {}, command = [process.execPath, 'scripts/start.ts']) {
    const [program = '', ...args] = command
    this.child = spawn(program, args, {
      env: { ...process.env, PORT: String(port), ATTUNE_STATE: state, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        this.printed += text
      })
    }
  }

  /** The address printed behind a name. */
  async address(name: string): Promise<string> {
    const line = new RegExp(`${name}\\s+(http\\S+)`)
    await expect.poll(() => this.printed, { timeout: 90_000, interval: 50 }).toMatch(line)
    return line.exec(this.printed)?.[1] ?? ''
  }

  async end(signal?: NodeJS.Signals): Promise<number> {
    const ended = once(this.child, 'exit')
    if (signal) this.child.kill(signal)
    const [code] = await ended
    return code
  }
}

async function publishAsOwner(name: string): Promise<number> {
  const token = (await readFile(join(state, 'admin-token'), 'utf8')).trim()
  const address = `${attune}/v1/admin/sites/demo/config`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
  const { config } = await (await fetch(address, { headers })).json()
  const body = JSON.stringify({ ...config, name })
  const { version } = await (await fetch(address, { method: 'PUT', headers, body })).json()
  return version
}

describe('npm start', { timeout: 180_000 }, () => {
  it('prints three addresses that work, and stops everything on Ctrl+C', async () => {
    const start = new Start()
    const shop = await start.address('The demo shop')
    const pages = [
      shop,
      await start.address("The owner's console"),
      await start.address('The API description'),
    ]
    for (const page of pages) expect((await fetch(page)).status, page).toBe(200)
    expect(start.printed).toContain('version 1 published')

    expect(await start.end('SIGINT')).toBe(0)
    for (const page of pages) await expect(fetch(page), page).rejects.toThrow()
  })

  it('leaves nothing running when only npm is told to stop', async () => {
    const start = new Start({}, ['npm', 'start'])
    await start.address('The API description')
    await start.end('SIGTERM')
    await expect.poll(() => isFree(port), { timeout: 10_000, interval: 100 }).toBe(true)
  })

  it('keeps the admin token from other users of the machine', async () => {
    for (const file of ['admin-token', 'worker.env', 'identity-key', 'shop-session']) {
      expect((await stat(join(state, file))).mode & 0o777, file).toBe(0o600)
    }
  })

  it('finds everything as it was left, what the owner published in between included', async () => {
    const second = new Start()
    await second.address('The API description')
    expect(second.printed).toContain('version 1, as it was left')
    const version = await publishAsOwner('My own words')
    expect(await second.end('SIGTERM')).toBe(0)

    const third = new Start()
    await third.address('The API description')
    expect(third.printed).toContain(`version ${version}, as its owner left it`)
    expect(await third.end('SIGTERM')).toBe(0)
  })

  it('says so when its port, or its folder, is in use', async () => {
    const other = createServer().listen(port + 3, '127.0.0.1')
    await once(other, 'listening')
    const start = new Start({ PORT: String(port + 3) })
    expect(await start.end()).toBe(1)
    expect(start.printed).toContain(`Port ${port + 3} is taken. Choose another: PORT=`)
    other.close()

    const first = new Start()
    await first.address('The API description')
    const second = new Start({ PORT: String(port + 3) })
    expect(await second.end()).toBe(1)
    expect(second.printed).toContain('Another Attune')
    await first.end('SIGTERM')
  })
})
