import { expect, test } from 'vitest'
import { mail } from '../../test/kit/journeys.ts'
import { diagramOf } from './diagram.ts'

test('a journey is drawn with its entry, its ways and its exits', () => {
  const drawn = diagramOf('cart', {
    entry: { on: 'event', event: 'Product Added' },
    exit: [{ event: 'Order Completed' }],
    steps: [
      { id: 'hour', do: 'hold', until: { event: 'Saved' }, for: '1h', onEvent: 'end' },
      { id: 'rich', do: 'branch', branches: [{ when: {}, to: 'coupon' }], next: 'end' },
      { id: 'coupon', do: 'send', messages: mail },
    ],
  })
  expect(drawn.split('\n')).toEqual([
    'flowchart TD',
    '  entry(["cart: Product Added"]) --> hour',
    '  hour("hour: wait for Saved, 1h at most")',
    '  rich{"rich: which holds?"}',
    '  coupon[["coupon: send email"]]',
    '  hour -->|event| finish',
    '  hour -->|time over| rich',
    '  rich -->|branch 1| coupon',
    '  rich -->|else| finish',
    '  coupon --> finish',
    '  finish(((" ")))',
    '  exit>"leaves when Order Completed"]',
  ])
})
