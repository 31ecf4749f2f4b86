import { z } from 'zod'
import type { CatalogueAnswer, FeedReport } from '../../shared/api/catalogue-api.ts'
import type { Item } from '../../shared/catalogue/item.ts'
import { catalogueLimits } from '../../shared/catalogue/limits.ts'
import { readItem } from '../../shared/catalogue/read-item.ts'
import type { JsonObject } from '../../shared/event/json.ts'
import { catalogueObject } from '../catalogue/address.ts'
import { feedFormat, takeFeed } from '../catalogue/take-feed.ts'
import { isRefusal, refuse } from '../http/problem.ts'
import { keyRoute } from './key-route.ts'
import { serverRoute } from './server-route.ts'

const undeclared = () =>
  refuse('not_found', 'The configuration declares no catalogue. Add `"catalogue": {}` to it.')

/** `PUT /v1/catalogue`: a feed, whole. */
export const putCatalogue = serverRoute({
  method: 'put',
  path: '/v1/catalogue',
  summary: 'Replaces the catalogue by a feed, streamed: CSV, NDJSON or Google Merchant XML.',
  query: {
    format: 'csv, ndjson or xml; without it the content type says',
    allow: '`shrink`: the feed may take more than half of the items away',
  },
  streams: ['text/csv', 'application/x-ndjson', 'application/xml'],
  problems: ['not_found', 'invalid_request', 'feed_shrinks', 'body_too_large', 'unavailable'],
  async handle(asked, { id: site, site: live }) {
    const { env, now, request, url } = asked
    const declaration = live.snapshot.config.catalogue
    if (!declaration) return undeclared()
    const format = feedFormat(url.searchParams.get('format'), request.headers.get('content-type'))
    if (!format) {
      return refuse('invalid_request', 'Say `?format=csv`, `ndjson` or `xml`.', { path: 'format' })
    }
    const mayShrink = url.searchParams.get('allow') === 'shrink'
    const taken = await takeFeed({ env, site, now, request, format, declaration, mayShrink })
    return isRefusal(taken) ? taken : Response.json(taken satisfies FeedReport)
  },
})

/** `GET /v1/catalogue`: where it stands. */
export const getCatalogue = keyRoute({
  method: 'get',
  path: '/v1/catalogue',
  summary:
    'How many items the catalogue has, its version, and whether watchers are being told of changes.',
  server: {
    async handle({ env }, { id }) {
      return Response.json((await catalogueObject(env, id).summary()) satisfies CatalogueAnswer)
    },
  },
})

/** `POST /v1/catalogue/items`: some items. */
export const putItems = keyRoute({
  method: 'post',
  path: '/v1/catalogue/items',
  summary: 'Adds or replaces items; each is described in full, by the names a feed may use.',
  problems: ['not_found'],
  maxBytes: 2_097_152,
  server: {
    body: z.strictObject({
      items: z.array(z.record(z.string(), z.json())).min(1).max(catalogueLimits.batch),
    }),
    async handle({ env, now }, { id, site }, { items: records }) {
      const declaration = site.snapshot.config.catalogue
      if (!declaration) return undeclared()
      const items: Item[] = []
      for (const [i, record] of records.entries()) {
        const read = readItem(record as JsonObject, { declaration, now })
        if ('problem' in read) {
          const path = `items.${i}.${read.problem.path}`
          return refuse('invalid_request', `${path}: ${read.problem.message}`, { path })
        }
        items.push(read.item)
      }
      const changed = await catalogueObject(env, id).put(items, now)
      if (changed === 'full') return tooMany()
      return Response.json({ items: items.length, changed })
    },
  },
})

/** `GET /v1/catalogue/items/{id}`: one item. */
export const getItem = keyRoute({
  method: 'get',
  path: '/v1/catalogue/items/:id',
  summary: 'One item of the catalogue.',
  problems: ['not_found'],
  server: {
    async handle({ env, params }, { id }) {
      const item = await catalogueObject(env, id).item(params.id ?? '')
      return item ? Response.json(item) : unknownItem()
    },
  },
})

/** `DELETE /v1/catalogue/items/{id}`: one item is offered no more. */
export const removeItem = keyRoute({
  method: 'delete',
  path: '/v1/catalogue/items/:id',
  summary: 'Removes an item from the catalogue.',
  problems: ['not_found'],
  server: {
    async handle({ env, params, now }, { id }) {
      const isGone = await catalogueObject(env, id).remove(params.id ?? '', now)
      return isGone ? new Response(null, { status: 204 }) : unknownItem()
    },
  },
})

const unknownItem = () => refuse('not_found', 'There is no item of this id.')
const tooMany = () =>
  refuse('body_too_large', `A catalogue holds at most ${catalogueLimits.items} items.`)
