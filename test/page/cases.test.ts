import { build } from 'esbuild'
import { chromium } from 'playwright-core'
import { expect, test } from 'vitest'
import { findBrowser } from '../../scripts/find-browser.ts'

test('every case comes out in Chromium as it does elsewhere', async () => {
  const bundle = await build({
    stdin: {
      contents: `import { runAll } from './test/cases/run-all.ts'; globalThis.outcome = runAll()`,
      resolveDir: process.cwd(),
    },
    bundle: true,
    write: false,
    format: 'iife',
  })
  const { path, args, env } = await findBrowser()
  const browser = await chromium.launch({
    executablePath: path,
    args,
    env: { ...process.env, ...env } as Record<string, string>,
  })
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: bundle.outputFiles[0]?.text ?? '' })
    const { cases, failures } = await page.evaluate<{ cases: number; failures: unknown[] }>(
      'outcome'
    )
    expect(failures).toEqual([])
    expect(cases).toBeGreaterThan(800)
  } finally {
    await browser.close()
  }
})
