import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readDocument } from './read-config.ts'

let folder = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'attune-config-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function read(text: string, name = 'attune.config.ts') {
  const file = join(folder, name)
  await writeFile(file, text)
  return readDocument(file)
}

describe('a configuration in TypeScript', () => {
  it('is its default export, and finds defineConfig wherever it stands', async () => {
    const { value } = await read(
      `import { defineConfig } from 'attune/config'
       const slots: Record<string, object> = { hero: {} }
       export default defineConfig({ name: 'Shop', slots })`
    )
    expect(value).toEqual({ name: 'Shop', slots: { hero: {} } })
  })

  it('is read anew each time, with what it imports', async () => {
    const text = "import { name } from './name.ts'\nexport default { name }"
    await writeFile(join(folder, 'name.ts'), "export const name = 'one'")
    const first = await read(text)
    await writeFile(join(folder, 'name.ts'), "export const name = 'two'")
    const second = await read(text)
    expect([first.value, second.value]).toEqual([{ name: 'one' }, { name: 'two' }])
  })

  it.each([
    ['export const config = {}', 'It has no default export.'],
    ['export default () => 1', 'Its default export is no document.'],
    ["throw new Error('Out of paper')", 'Out of paper'],
    ['process.exit(0)', 'ended'],
  ])('that reads %j is refused with the reason', async (text, fault) => {
    await expect(read(text)).rejects.toMatchObject({
      ...{ code: 'invalid_config', faults: [expect.stringContaining(fault)] },
    })
  })
})

describe('a configuration in JSON', () => {
  it('may begin with a byte order mark, as some editors leave it', async () => {
    const { value } = await read('\uFEFF{ "name": "Shop" }', 'attune.config.json')
    expect(value).toEqual({ name: 'Shop' })
  })

  it('that is not there is told by its name', async () => {
    await expect(readDocument(join(folder, 'no.json'))).rejects.toThrow('no.json is not there')
  })
})
