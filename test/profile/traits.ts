import type { TraitDeclaration } from '../../shared/profile/trait.ts'

const viewed = 'Product Viewed'
const order = 'Order Completed'
const category = 'properties.category'
const price = 'properties.price'

/** Every kind of computed trait, over a life and in windows, alone and in groups. */
export const everyKind: Record<string, TraitDeclaration> = {
  countEver: { compute: 'count', event: viewed },
  countWeek: { compute: 'count', event: [viewed, 'page'], window: '7d' },
  countAll: { compute: 'count', window: '12h' },
  countBy: { compute: 'count', by: category },
  countByWeek: { compute: 'count', event: viewed, by: category, window: '1w' },
  countWhere: { compute: 'count', where: { [price]: { $gt: 1 }, name: viewed } },
  countDaily: { compute: 'count', refresh: '1d' },
  sumEver: { compute: 'sum', of: price },
  sumWeek: { compute: 'sum', of: price, window: '7d' },
  sumProducts: {
    compute: 'sum',
    event: order,
    of: 'properties.products.price',
    by: 'properties.products.category',
  },
  averageEver: { compute: 'average', of: price },
  averageWeek: { compute: 'average', of: price, window: '7d' },
  minimumEver: { compute: 'minimum', of: price },
  minimumWeek: { compute: 'minimum', of: price, window: '7d' },
  maximumEver: { compute: 'maximum', of: price, by: category },
  maximumWeek: { compute: 'maximum', of: price, window: '7d' },
  firstEver: { compute: 'first', of: category },
  firstWeek: { compute: 'first', of: category, window: '7d' },
  lastEver: { compute: 'last', of: category },
  lastWeek: { compute: 'last', of: category, window: '7d' },
  lastDaily: { compute: 'last', of: price, refresh: '1d' },
  distinctEver: { compute: 'distinct', of: 'properties.product_id' },
  distinctWeek: { compute: 'distinct', of: 'properties.product_id', window: '7d' },
  favouriteUsual: { compute: 'favourite', of: category },
  favouriteWeek: { compute: 'favourite', of: category, window: '7d', halfLife: '2d', atLeast: 1 },
  favouriteBy: { compute: 'favourite', of: 'properties.product_id', by: category },
  recencyEver: { compute: 'recency', event: viewed },
  recencyWeek: { compute: 'recency', event: viewed, window: '7d' },
  streakEver: { compute: 'streak' },
  trendWeek: { compute: 'trend', event: viewed },
  trendDay: { compute: 'trend', window: '1d', by: category },
  hoursEver: { compute: 'hours' },
  hoursWeek: { compute: 'hours', window: '7d' },
  weekdaysEver: { compute: 'weekdays', event: viewed },
  scoreEver: { compute: 'score', weights: { [viewed]: 0.1, [order]: 5 } },
  scoreFading: { compute: 'score', weights: { [viewed]: 1, [order]: 5 }, halfLife: '2d' },
  rfmEver: { compute: 'rfm', event: order, of: 'properties.revenue' },
  rfmYear: { compute: 'rfm', event: order, of: 'properties.revenue', window: '52w' },
}
