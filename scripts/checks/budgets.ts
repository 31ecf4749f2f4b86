import { kilobytes } from '../build/size.ts'
import { type Check, runTool } from './check.ts'

interface Measured {
  name: string
  size: number
  sizeLimit?: number
  passed?: boolean
}

/** Bytes of everything a page may load, against the budgets in `.size-limit.json`. */
export const budgets: Check = {
  name: 'Byte budgets',
  async run() {
    const { output } = await runTool('size-limit', ['--json'])
    const measured = parse(output)
    if (!measured) return { passed: 0, failed: 1, output }
    const over = measured.filter(({ passed }) => passed === false)
    const lines = measured.map(
      ({ name, size, sizeLimit = 0 }) => `${name} ${kilobytes(size)} of ${kilobytes(sizeLimit)}`
    )
    return {
      passed: measured.length - over.length,
      failed: over.length,
      note: lines.join(', '),
      ...(over.length > 0 && {
        output: over.map(({ name }) => `${name} is over its budget`).join('\n'),
      }),
    }
  },
}

function parse(output: string): Measured[] | undefined {
  try {
    const measured: unknown = JSON.parse(output)
    return Array.isArray(measured) ? measured : undefined
  } catch {
    return undefined
  }
}
