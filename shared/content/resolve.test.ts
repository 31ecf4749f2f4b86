import { describe, expect, test } from 'vitest'
import type { Json } from '../event/json.ts'
import type { Content } from './content.ts'
import { createResolver } from './resolve.ts'

const facts: Record<string, Json> = {
  'traits.name': 'Ada',
  'traits.orders': 3,
  'traits.nothing': null,
  'cart.items': [{ name: 'Lamp' }, { name: 'Rug' }],
  'cart.latest.name': 'Lamp',
  'items.a-1.name': 'Vase',
}
const resolve = createResolver()
const text = (text: string): Content => ({ type: 'text', text })
const fill = (template: string) => resolve(text(template), (path) => facts[path])

describe('content', () => {
  test.each([
    ['Hello {{ traits.name }}', 'Hello Ada'],
    ['{{ traits.orders | plus: 1 }} orders', '4 orders'],
    ['Hello {{ traits.unknown | default: "you" }}', 'Hello you'],
    ['Hello {{ traits.nothing | default: "you" }}', 'Hello you'],
    ['{% if traits.unknown %}a{% else %}b{% endif %}', 'b'],
    ['{% for item in cart.items %}{{ item.name }} {% endfor %}', 'Lamp Rug '],
    ['{{ cart.items.size }} things', '2 things'],
    ['{{ cart.items.first.name }}', 'Lamp'],
    ['{{ items["a-1"].name }}', 'Vase'],
    ['No template at all: 100 %', 'No template at all: 100 %'],
  ])('%s becomes %s', (template, filled) => {
    expect(fill(template)).toEqual({ content: text(filled) })
  })

  test.each([
    ['{{ traits.unknown }}', 'traits.unknown'],
    ['{{ traits.nothing }}', 'traits.nothing'],
    ['{{ cart.latest.price }}', 'cart.latest.price'],
  ])('%s names the path that has no value', (template, missing) => {
    expect(fill(template)).toEqual({ missing })
  })

  test.each([
    '{% include "x" %}',
    '{% render "x" %}',
    '{% layout "x" %}',
    '{{ traits.name | nosuchfilter }}',
    '{{ items[traits.name].name }}',
    '{% if %}',
    '{{ traits.name.constructor.name }}',
    '{% for a in (1..1000000) %}{% for b in (1..1000000) %}x{% endfor %}{% endfor %}',
  ])('%s is refused, not thrown', (template) => {
    expect(fill(template)).toHaveProperty('missing')
  })

  test('is filled at any depth, and otherwise left as it is', () => {
    const blocks: Content = {
      type: 'blocks',
      blocks: [
        { type: 'heading', text: 'Hi {{ traits.name }}', level: 2 },
        { type: 'list', items: ['{{ traits.orders }}', 'plain'] },
      ],
      surface: 'card',
    }
    expect(resolve(blocks, (path) => facts[path])).toEqual({
      content: {
        type: 'blocks',
        blocks: [
          { type: 'heading', text: 'Hi Ada', level: 2 },
          { type: 'list', items: ['3', 'plain'] },
        ],
        surface: 'card',
      },
    })
  })

  test('shows the value of a visitor as text, whatever it holds', () => {
    const lookup = () => '<script>{{ traits.name }}{% if %}'
    expect(resolve(text('{{ traits.x }}'), lookup)).toEqual({
      content: text('<script>{{ traits.name }}{% if %}'),
    })
  })
})
