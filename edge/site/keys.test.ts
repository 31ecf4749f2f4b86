import { expect, test } from 'vitest'
import type { Snapshot } from '../../shared/site/config.ts'
import { createKey, hashKey, opens, readKey } from './keys.ts'

test.each([
  ['pk_demo', { kind: 'public', site: 'demo' }],
  ['sk_my-shop_abc-DEF_1', { kind: 'secret', site: 'my-shop' }],
  ['pk_', undefined],
  ['pk_UPPER', undefined],
  ['xk_demo', undefined],
  ['pk_../x', undefined],
  ['pk_demo_', undefined],
])('%s is read as %j', (key, claim) => {
  expect(readKey(key)).toEqual(claim)
})

test('a key opens the site whose snapshot knows it, and a demo key none but on one’s own machine', async () => {
  const [publicKey, secretKey] = [createKey('public', 'shop'), createKey('secret', 'shop')]
  const snapshot: Snapshot = {
    ...{ site: 'shop', version: 1, config: { name: 'Shop' }, identityKeys: [], publishedAt: 1 },
    keys: [
      { kind: 'public', match: publicKey, label: '' },
      { kind: 'secret', match: await hashKey(secretKey), label: '' },
    ],
  }
  const asked = [publicKey, secretKey, createKey('secret', 'shop'), 'pk_demo', 'sk_demo']
  const far = await Promise.all(asked.map((key) => opens(key, snapshot, false)))
  expect(far).toEqual([true, true, false, false, false])
  expect(await opens('pk_demo', snapshot, true)).toBe(true)
  // The hash of a secret key is in every copy of the snapshot: it must not work as a key.
  expect(await opens(await hashKey(secretKey), snapshot, true)).toBe(false)
})
