import { addCodes, offerStock } from './admin/offers.ts'
import { people } from './admin/people.ts'
import {
  discardDelivery,
  failedDeliveries,
  failedDelivery,
  putSourceSecret,
  removeSourceSecret,
  replayDelivery,
  sources,
} from './admin/sources.ts'
import { getCatalogue, getItem, putCatalogue, putItems, removeItem } from './catalogue.ts'
import { hooks } from './hooks.ts'
import type { Route } from './route.ts'
import { exportRoute, importRoute } from './transfer.ts'

/** Data in and out, besides what pages and Segment's libraries send. */
export const dataRoutes: readonly Route[] = [
  hooks,
  ...[sources, putSourceSecret, removeSourceSecret],
  ...[failedDeliveries, failedDelivery, replayDelivery, discardDelivery],
  people,
  ...[exportRoute, importRoute],
  ...[putCatalogue, getCatalogue, putItems, getItem, removeItem],
  ...[offerStock, addCodes],
]
