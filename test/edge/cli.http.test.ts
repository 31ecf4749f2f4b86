import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TimelineAnswer } from '../../shared/api/admin-api.ts'
import type { SiteConfig } from '../../shared/site/config.ts'
import { type Edge, newVisitor, send, startEdge, type TestSite, view } from './http/server.ts'

/** How a command ended. */
interface Ended {
  code: number
  out: string
  err: string
}

const program = resolve('cli/attune.js')
const token = 'admin-token-of-the-tests'

let edge: Edge
let site: TestSite
/** Where a person works: a folder of their own, with a config folder of their own. */
let desk = ''

beforeAll(async () => {
  desk = await mkdtemp(join(tmpdir(), 'attune-desk-'))
  edge = await startEdge()
  site = await edge.site({ segments: {} })
})
afterAll(async () => {
  await edge?.close()
  await rm(desk, { recursive: true })
})

/** What is typed in, and the keys that the environment holds. */
interface Typed {
  input?: string
  keys?: Record<string, string>
}

/** Runs the command as a person would, in their folder. */
function attune(args: string[], { input = '', keys = {} }: Typed = {}): Promise<Ended> {
  const { ATTUNE_KEY: _, FORCE_COLOR: __, ...inherited } = process.env
  const env = { ...inherited, XDG_CONFIG_HOME: join(desk, 'config'), ...keys }
  return new Promise((done) => {
    const command = [program, ...args]
    const child = execFile(process.execPath, command, { cwd: desk, env }, (error, out, err) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
    child.stdin?.end(input)
  })
}

const file = () => join(desk, 'attune.config.json')

async function edit(change: (config: SiteConfig) => void): Promise<void> {
  const config: SiteConfig = JSON.parse(await readFile(file(), 'utf8'))
  change(config)
  await writeFile(file(), JSON.stringify(config, null, 2))
}

/** Somebody else publishes in the console. */
async function colleague(change: (config: SiteConfig) => void): Promise<void> {
  const answer = await edge.admin(site.id, '/config')
  const { config } = (await answer.json()) as { config: SiteConfig }
  change(config)
  const headers = { 'attune-actor': 'bea' }
  const body = JSON.stringify({ config, note: 'Quick fix' })
  const published = await edge.admin(site.id, '/config', { method: 'PUT', body, headers })
  expect(published.status).toBe(200)
}

describe('login', () => {
  it('refuses a wrong key and stores nothing', async () => {
    const { code, err } = await attune(['login', '--url', edge.url, '--site', site.id], {
      input: 'wrong-key',
    })
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('take your key') })
    await expect(stat(join(desk, 'config/attune/credentials.json'))).rejects.toThrow('ENOENT')
  })

  it('stores a key that works, for its owner alone, and never prints it', async () => {
    const ended = await attune(['login', '--url', edge.url, '--site', site.id], { input: token })
    expect(ended.out).toContain('version 1 is in force')
    expect(ended.out + ended.err).not.toContain(token)
    const { mode } = await stat(join(desk, 'config/attune/credentials.json'))
    expect(mode & 0o777).toBe(0o600)
  })
})

describe('from an idea to live rules', () => {
  it('pull brings what is in force, and plan finds nothing to do', async () => {
    expect(await attune(['pull'])).toMatchObject({ code: 0 })
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      ...{ name: 'A site of a test', $schema: `${edge.url}/config.schema.json` },
    })
    expect(await attune(['plan'])).toMatchObject({ code: 0, out: expect.stringContaining('No ch') })
  })

  it('plan tells of a fault with its line, and apply publishes nothing', async () => {
    const good = await readFile(file(), 'utf8')
    await writeFile(file(), good.replace('"$gte": 1', '"$gtee": 1'))
    const planned = await attune(['plan'])
    expect(planned.code).toBe(1)
    expect(planned.out).toMatch(/attune\.config\.json:\d+:\d+ actions\.again\.when/)
    expect(planned.out).toContain('Did you mean "$gte"?')
    expect((await attune(['apply', '--yes'])).code).toBe(1)
    await writeFile(file(), good)
  })

  it('plan shows what would change and says so by its exit code', async () => {
    await edit(({ actions = {} }) => {
      if (actions.again) actions.again.when = { 'traits.views': { $gte: 3 } }
    })
    const { code, out } = await attune(['plan'])
    expect(code).toBe(2)
    expect(out).toContain('~ actions.again.when.traits.views.$gte  1 → 3')
    expect(out).toContain('now for: traits.views is at least 3')
  })

  it('apply asks before it publishes, and publishes with the reason in the audit log', async () => {
    expect((await attune(['apply'])).err).toContain('add --yes')
    const applied = await attune(['apply', '--yes', '--message', 'Three looks'])
    expect(applied).toMatchObject({
      code: 0,
      out: expect.stringContaining('Version 2 is in force'),
    })
    const audit = await (await edge.admin(site.id, '/audit')).text()
    expect(audit).toContain('Three looks')
    expect(await attune(['plan'])).toMatchObject({ code: 0 })
  })
})

describe('rollback', () => {
  it('lists what there is, and puts an older version back in force as a new one', async () => {
    const { out } = await attune(['rollback'])
    expect(out).toMatch(/● +2 .*: Three looks\n +1 /)
    expect((await attune(['rollback', '1', '--yes'])).out).toContain('Version 3 is in force')
    expect((await attune(['rollback', '2', '--yes'])).out).toContain('Version 4 is in force')
  })
})

describe('a second editor', () => {
  it('loses nothing: apply refuses, pull brings both together', async () => {
    await colleague(({ slots = {} }) => {
      slots.hero = { default: 'Lamps' }
    })
    await edit((config) => {
      config.description = 'Mine'
    })
    const refused = await attune(['apply', '--yes', '--json'])
    expect(JSON.parse(refused.out).error.code).toBe('version_conflict')
    expect((await attune(['pull'])).out).toContain('slots.hero.default')
    expect(JSON.parse(await readFile(file(), 'utf8'))).toMatchObject({
      ...{ description: 'Mine', slots: { hero: { default: 'Lamps' } } },
    })
    expect(await attune(['apply', '--yes'])).toMatchObject({ code: 0 })
  })

  it('is asked which value counts when both changed the same', async () => {
    await colleague((config) => {
      config.description = 'Theirs'
    })
    await edit((config) => {
      config.description = 'Mine again'
    })
    const clash = await attune(['pull'])
    expect(clash).toMatchObject({ code: 1, err: expect.stringContaining('theirs: "Theirs"') })
    await attune(['pull', '--mine'])
    const { out } = await attune(['plan', '--json'])
    expect(JSON.parse(out).changes).toEqual([
      { path: ['description'], from: 'Theirs', to: 'Mine again' },
    ])
  })

  it('who publishes between plan and apply makes the plan void', async () => {
    await attune(['plan', '--out', 'mine.plan.json'])
    await colleague((config) => {
      config.name = 'Renamed'
    })
    const { code, err } = await attune(['apply', 'mine.plan.json', '--yes'])
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('is in force') })
    const { config } = (await (await edge.admin(site.id, '/config')).json()) as {
      config: SiteConfig
    }
    expect(config).toMatchObject({ name: 'Renamed', description: 'Theirs' })
  })
})

describe('a person', () => {
  let visitor = ''
  let decision = ''

  beforeAll(async () => {
    visitor = newVisitor()
    const events = [view(), view(), view()]
    await send(edge, site, { visitor, events, slots: ['hero'] })
    const path = `/profiles/anonymous_id:${visitor}/timeline`
    const { entries } = (await (await edge.admin(site.id, path)).json()) as TimelineAnswer
    const made = entries.find((entry) => entry.kind === 'decision')
    decision = made?.kind === 'decision' ? made.receipt.id : ''
  })

  it('is told of in words', async () => {
    const { out } = await attune(['profile', `anonymous_id:${visitor}`])
    expect(out).toContain('Product Viewed  3 ×')
    expect(out).toMatch(/views\s+3\s+computed/)
    expect(out).toContain(decision)
  })

  it('has every decision explained, and made again without the server, byte for byte', async () => {
    const of = ['--of', `anonymous_id:${visitor}`]
    const { out } = await attune(['explain', decision, ...of, '--save', 'why.json'])
    expect(out).toContain('hero shows again, variant a.')
    const offline = ['explain', 'why.json', '--replay', '--json']
    const again = JSON.parse((await attune(offline)).out)
    expect(again.replayed).toMatchObject({ isSame: true, again: JSON.stringify(again.receipt) })
  })

  it('can be kept, and a story goes on from where they stand', async () => {
    await attune(['profile', `anonymous_id:${visitor}`, '--save', 'looker.person.json'])
    const story = {
      ...{ name: 'Somebody real', config: 'attune.config.json', starts: '+1m', ends: '+1d' },
      person: { recorded: 'looker.person.json' },
      story: [{ at: '+1m', visits: '/', sees: { hero: 'again' } }],
    }
    await writeFile(join(desk, 'looker.scenario.json'), JSON.stringify(story))
    expect(await attune(['test', 'looker.scenario.json'])).toMatchObject({ code: 0 })
    await rm(join(desk, 'looker.scenario.json'))
  })

  it('whom nobody knows is told in one line', async () => {
    const { code, err } = await attune(['profile', 'user_id:nobody'])
    expect({ code, err }).toEqual({ code: 1, err: '✗ Nobody is known by this reference.\n' })
  })
})

describe('data in bulk', () => {
  it('goes from one site to another, whole, and may be sent again', async () => {
    await send(edge, site, { visitor: newVisitor(), events: [view(), view()] })
    const from = { ATTUNE_SECRET_KEY: site.secretKey }
    const exported = async () => {
      await rm(join(desk, 'people.ndjson.gz'), { force: true })
      const ended = await attune(['export', 'profiles', 'people.ndjson.gz', '--json'], {
        keys: from,
      })
      return JSON.parse(ended.out).lines
    }
    // The directory of people hears of them a moment later.
    await expect.poll(exported, { timeout: 30_000, interval: 500 }).toBeGreaterThan(0)
    const other = await edge.site()
    const to = { ATTUNE_SECRET_KEY: other.secretKey, ATTUNE_SITE: other.id }
    const bring = async () => {
      const { out } = await attune(['import', 'profiles', 'people.ndjson.gz', '--json'], {
        keys: to,
      })
      return JSON.parse(out)
    }
    const first = await bring()
    expect(first).toMatchObject({ added: first.lines, known: 0, refused: 0 })
    expect(await bring()).toMatchObject({ added: 0, known: first.lines, refused: 0 })
  })
})

describe('a site that asks for a second person', () => {
  it('gets a proposal of a key’s, and nothing is in force', async () => {
    const strict = await edge.site({ publishing: { approval: 'another' } })
    const body = JSON.stringify({ name: 'pipeline', role: 'publisher' })
    const made = await edge.admin(strict.id, '/access-keys', { method: 'POST', body })
    const { key } = (await made.json()) as { key: string }
    const keys = { ATTUNE_KEY: key, ATTUNE_SITE: strict.id }
    await attune(['pull', 'strict.json'], { keys })
    const text = await readFile(join(desk, 'strict.json'), 'utf8')
    await writeFile(join(desk, 'strict.json'), text.replace('A site of a test', 'Proposed'))
    const { code, out } = await attune(['apply', 'strict.json', '--yes'], { keys })
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('Proposed as') })
    const live = await (await edge.admin(strict.id, '/config')).json()
    expect(live).toMatchObject({ version: 1, config: { name: 'A site of a test' } })
  })
})

describe('test', () => {
  it('tells the stories beside the configuration and writes JUnit for CI', async () => {
    const story = {
      ...{ name: 'Three looks', config: 'attune.config.json', starts: '2027-03-01 10:00' },
      story: [
        ...['10:01', '10:02', '10:03'].map((at) => ({ at, does: 'Product Viewed' })),
        { at: '10:04', visits: '/', sees: { hero: 'again' } },
      ],
      ends: '+1d',
    }
    await writeFile(join(desk, 'looks.scenario.json'), JSON.stringify(story))
    const { code, out } = await attune(['test', '--junit', 'report.xml'])
    expect({ code, out }).toMatchObject({ code: 0, out: expect.stringContaining('1 story and 1') })
    expect(await readFile(join(desk, 'report.xml'), 'utf8')).toContain('name="Three looks"')
  })
})

describe('a command', () => {
  it('that does not exist is refused with the one that was meant', async () => {
    const { code, err } = await attune(['aply'])
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('apply') })
  })

  it('names a site that does not answer', async () => {
    const { code, err } = await attune([
      'apply',
      '--yes',
      '--url',
      'http://127.0.0.1:9',
      '--site',
      'a',
    ])
    expect({ code, err }).toMatchObject({ code: 1, err: expect.stringContaining('login') })
  })
})
