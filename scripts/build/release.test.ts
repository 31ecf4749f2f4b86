import { join } from 'node:path'
import { rollup } from 'rollup'
import { loadConfigFile } from 'rollup/loadConfigFile'
import { expect, test } from 'vitest'
import { root } from '../checks/check.ts'

async function tagBuilt(): Promise<string | undefined> {
  const { options } = await loadConfigFile(join(root, 'rollup.config.mjs'), {})
  const tag = options.find(({ input }) => input === 'client/tag.ts')
  if (!tag) throw new Error('The tag is not in the configuration of rollup.')
  const bundle = await rollup(tag)
  const [output = {}] = tag.output
  const { output: chunks } = await bundle.generate(output)
  await bundle.close()
  return chunks[0].code
}

test('the same sources give the same script, to the byte (S20)', async () => {
  const [one, other] = [await tagBuilt(), await tagBuilt()]
  expect(one).toContain('attune')
  expect(other).toBe(one)
})
