import { safeUrl } from '../../shared/content/safe-url.ts'
import type { Core } from '../core.ts'
import type { BlockBuilders } from '../host.ts'

/** Blocks that the core leaves to its second part. */
export const createMoreBlocks = ({ element }: Core): BlockBuilders => ({
  badge: ({ text, tone = 'neutral' }) => element('span', `badge attune-${tone}`, text),
  list({ items, ordered }) {
    const made = element(ordered ? 'ol' : 'ul', 'list')
    made.append(...items.map((text) => element('li', 'item', text)))
    return made
  },
  product({ name, href, image, price, was, badge }) {
    const made = element(href && safeUrl(href) ? 'a' : 'div', 'product', '', { href })
    if (image) made.append(element('img', 'image', '', { src: image, alt: '' }))
    made.append(element('span', 'name', name))
    if (badge) made.append(element('span', 'badge', badge))
    if (was) made.append(element('del', 'was', was))
    if (price) made.append(element('span', 'price', price))
    return made
  },
})
