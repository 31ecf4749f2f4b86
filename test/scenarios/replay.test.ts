import { execFile } from 'node:child_process'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openStage, type Stage } from './tools/stage.ts'

const sample = 'test/data/clickstream-sample.csv'

let stage: Stage

beforeAll(async () => {
  stage = await openStage(8850)
})
afterAll(() => stage?.close())

/** Runs the command as a person would and answers how it ended and what it printed. */
function replay(...args: string[]): Promise<{ code: number; printed: string }> {
  const command = ['cli/main.ts', 'replay', ...args, '--url', stage.attune]
  return new Promise((resolve) => {
    execFile(process.execPath, command, (error, stdout, stderr) => {
      const code = typeof error?.code === 'number' ? error.code : 0
      resolve({ code, printed: stdout + stderr })
    })
  })
}

describe('a click stream sent as history', () => {
  it('is accepted whole, and the profiles agree with the file exactly', async () => {
    const { code, printed } = await replay(sample, '--verify')
    expect(printed).toMatch(/accepted\s+856\n/)
    expect(printed).toMatch(/duplicate\s+0\n/)
    expect(printed).toMatch(/refused\s+0\n/)
    expect(printed).toContain('25 profiles agree with the file exactly')
    expect(code).toBe(0)
  })

  it('changes nothing when it is sent again', async () => {
    const { code, printed } = await replay(sample, '--verify', '--concurrency', '3')
    expect(printed).toMatch(/accepted\s+0\n/)
    expect(printed).toMatch(/duplicate\s+856\n/)
    expect(printed).toContain('25 profiles agree with the file exactly')
    expect(code).toBe(0)
  })

  it('counts two equal lines as two clicks', async () => {
    const { events } = await stage.profile('anonymous_id:replay-0')
    expect(events['Product Viewed']?.count).toBe(641)
  })

  it('ends with a clear word and an exit code when the key is wrong', async () => {
    const { code, printed } = await replay(sample, '--key', 'sk_demo_wrong')
    expect(printed).toContain('refused with 401')
    expect(code).toBe(1)
  })
})
