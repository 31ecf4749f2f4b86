import { expect, test } from 'vitest'
import { z } from 'zod'
import { outcomeEvents } from '../shared/api/outcomes.ts'
import { eventsRequestSchema, pageEventSchema } from '../shared/api/page-api.ts'
import { previewRequestSchema } from '../shared/api/preview-api.ts'
import { contentSchema } from '../shared/content/content.ts'
import names from './inner-names.json' with { type: 'json' }

/** Every name that travels between page and edge. */
function travelling(): Set<string> {
  const found = new Set<string>(Object.keys(outcomeEvents))
  const look = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { properties } = node as { properties?: object }
    for (const name of Object.keys(properties ?? {})) found.add(name)
    Object.values(node).forEach(look)
  }
  for (const schema of [
    eventsRequestSchema,
    previewRequestSchema,
    pageEventSchema,
    contentSchema,
  ]) {
    look(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }))
  }
  return found
}

test('no name that is shortened travels to the edge or comes from there', () => {
  const sent = travelling()
  expect(sent.size).toBeGreaterThan(40)
  expect(names.filter((name) => sent.has(name))).toEqual([])
})

test('each name is shortened to a letter of its own', () => {
  expect(new Set(names).size).toBe(names.length)
  expect(names.length).toBeLessThanOrEqual(2 * 52)
})
