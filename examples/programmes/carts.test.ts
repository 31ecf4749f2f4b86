import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { readClicks } from '../../cli/replay/read-clicks.ts'
import { replayCarts } from '../../test/kit/carts.ts'

const sample = resolve(import.meta.dirname, '../../test/data/clickstream-sample.csv')

test('exactly the carts of a click stream without a purchase within the hour are reminded of, each once', async () => {
  const { visitors, events, reminders, wrong } = replayCarts(await readClicks(sample, ''))
  expect({ visitors, events, reminders, wrong }).toEqual({
    ...{ visitors: 25, events: 856, reminders: 23, wrong: [] },
  })
})
