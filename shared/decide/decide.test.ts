import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as any from '../../test/cases/arbitrary-decisions.ts'
import { resolve } from '../../test/cases/run-decisions.ts'
import { emptyProfile } from '../profile/empty.ts'
import { checkSite } from '../site/check.ts'
import { compileSite } from '../site/compile.ts'
import type { SiteConfig } from '../site/config.ts'
import { counterfactual } from './counterfactual.ts'
import { type Answer, decide } from './decide.ts'
import type { Estimate } from './estimate.ts'
import { packReceipts, unpackReceipt } from './receipt.ts'
import { replay } from './replay.ts'
import { inWords } from './why.ts'

const { now } = any
const request = fc.record({
  config: any.config,
  profile: any.profile,
  context: any.context,
  slots: any.slots,
  code: fc.option(fc.constant('CODE-1'), { nil: undefined }),
})
type Request = typeof request extends fc.Arbitrary<infer T> ? T : never

const siteOf = (config: SiteConfig) => compileSite({ version: 1, config })

function answerTo({ config, code, ...asked }: Request): Answer {
  return decide({ ...asked, site: siteOf(config), now, seed: 's', resolve, codeOf: () => code })
}

const text = (value: unknown) => JSON.stringify(value)
const runs = { numRuns: 300 }

describe('a decision', () => {
  it('is tried on sites that may be published', () => {
    fc.assert(
      fc.property(any.config, (config) => {
        expect(checkSite(config)).toHaveProperty('config')
      }),
      runs
    )
  })

  it('is made for every slot of every person, page and site, without a throw', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const { receipts } = answerTo(asked)
        expect(new Set(receipts.map(({ slot }) => slot))).toEqual(new Set(asked.slots))
      }),
      runs
    )
  })

  it('leaves its input as it was and is the same a second time', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const before = text(asked)
        const site = siteOf(asked.config)
        const again = () => decide({ ...asked, site, now, seed: 's', resolve })
        expect(text(again())).toBe(text(again()))
        expect(text(asked)).toBe(before)
      }),
      runs
    )
  })

  it('does not depend on the order in which a configuration lists its parts', () => {
    fc.assert(
      fc.property(request, (asked) => {
        expect(text(answerTo({ ...asked, config: backwards(asked.config) }))).toBe(
          text(answerTo(asked))
        )
      }),
      runs
    )
  })

  it('gives no action, item or group twice on a page, and no slot more than it holds', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const { decisions } = answerTo(asked)
        const { actions = {}, slots = {} } = asked.config
        const names = decisions.map(({ action }) => action)
        const groups = names.flatMap((name) => actions[name]?.group ?? [])
        expect(names).toEqual([...new Set(names)])
        expect(groups).toEqual([...new Set(groups)])
        for (const [slot, ofSlot] of Map.groupBy(decisions, (one) => one.slot)) {
          expect(ofSlot.length).toBeLessThanOrEqual(slots[slot]?.top ?? 1)
        }
      }),
      runs
    )
  })

  it('gives a bot nothing', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const context = { ...asked.context, bot: true }
        expect(answerTo({ ...asked, context }).decisions).toEqual([])
      }),
      { numRuns: 50 }
    )
  })
})

describe('a model', () => {
  const content = { type: 'text' as const, text: 'x' }
  const action = { slots: ['hero'], variants: { on: { content } }, probability: 0.5 }
  const context = {
    ...{ channel: 'page', timezone: 'UTC', locale: 'en', consent: {}, gpc: false },
    ...{ page: {}, more: {}, bot: false },
  }
  const site = siteOf({ name: 'Model', slots: { hero: {} }, actions: { a: action, b: action } })
  const profile = emptyProfile('p', 'stable', now)
  const decideWith = (estimate: Estimate) =>
    decide({ site, profile, context, slots: ['hero'], now, seed: 's', resolve, estimate })

  it('decides what is worth most, and a replay needs it no more', () => {
    for (const best of ['a', 'b']) {
      const answer = decideWith((ask) => (ask.action === best ? 0.9 : 0.1))
      const [receipt] = answer.receipts
      expect(receipt?.action).toBe(best)
      expect(receipt && text(replay(receipt, { site, resolve }))).toBe(text(answer))
    }
  })

  it('is not believed when it answers no probability', () => {
    const scores = [Number.NaN, 7, -1].map((answer) => {
      const [receipt] = decideWith(() => answer).receipts
      return receipt?.candidates.map(({ score }) => score)
    })
    expect(scores).toEqual([
      [0.5, 0.5],
      [1, 1],
      [0, 0],
    ])
  })
})

describe('a receipt', () => {
  it('replays to the same answer, byte for byte, stored and fetched (C6)', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const answer = answerTo(asked)
        const site = siteOf(asked.config)
        const packed = JSON.parse(text(packReceipts(answer.receipts) ?? null))
        for (const { id } of answer.receipts) {
          const receipt = unpackReceipt(packed, id)
          expect(receipt && text(replay(receipt, { site, resolve }))).toBe(text(answer))
        }
      }),
      runs
    )
  })

  it('has words for every candidate', () => {
    fc.assert(
      fc.property(request, (asked) => {
        for (const receipt of answerTo(asked).receipts) {
          for (const { words } of inWords(receipt, asked.config).candidates) {
            expect(words).toMatch(/^\w.*\.$/s)
            expect(words).not.toMatch(/undefined|NaN|\[object/)
          }
        }
      }),
      runs
    )
  })

  it('knows what would have made an action win, or what no change can help', () => {
    fc.assert(
      fc.property(request, (asked) => {
        for (const receipt of answerTo(asked).receipts) {
          const known = receipt.none !== 'unknown_slot'
          for (const action of Object.keys(asked.config.actions ?? {})) {
            const found = counterfactual(receipt, action, { config: asked.config, resolve })
            const isChosen = receipt.candidates.some(
              (one) => one.action === action && one.outcome === 'chosen'
            )
            if (isChosen) expect(found).toEqual({ wins: true, needs: [] })
            else if (found.wins) expect(found.needs).not.toEqual([])
            else expect(found.obstacle ?? '').not.toBe('')
            if (!known) expect(found.wins).toBe(false)
          }
        }
      }),
      { numRuns: 60 }
    )
  })
})

/** What has an order of its own. */
const ordered = new Set(['content', 'when', 'page'])

/** The same configuration with every collection written backwards. */
function backwards<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).map(([key, inner]) => [
    key,
    ordered.has(key) ? inner : backwards(inner),
  ])
  return Object.fromEntries(entries.reverse()) as T
}
