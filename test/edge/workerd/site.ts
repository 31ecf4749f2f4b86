import { env } from 'cloudflare:workers'
import type { Env } from '../../../edge/env.ts'
import { siteObject } from '../../../edge/site/address.ts'
import type { SiteConfig } from '../../../shared/site/config.ts'

/** The bindings of `wrangler.toml`, typed. */
export const bindings = env as unknown as Env

/** A site with one slot that shows views of products once there is one. */
export const plainSite: SiteConfig = {
  name: 'A site of a test',
  slots: { hero: {} },
  traits: { views: { compute: 'count', event: 'Product Viewed', window: '7d' } },
  actions: {
    again: {
      slots: ['hero'],
      when: { 'traits.views': { $gte: 1 } },
      variants: { a: { content: { type: 'text', text: 'Seen {{ traits.views }}' } } },
    },
  },
}

let sites = 0

/** Publishes a site of its own for a test, and answers its id. */
export async function newSite(config: SiteConfig = plainSite): Promise<string> {
  sites += 1
  const site = `t${sites}-${Date.now().toString(36)}`
  const published = await siteObject(bindings, site).publish({
    config,
    by: 'test',
    now: Date.now(),
  })
  if ('problems' in published) throw new Error(JSON.stringify(published.problems))
  return site
}
