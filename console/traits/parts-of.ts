import type { TraitDeclaration } from '../../shared/profile/trait.ts'

/** Which further fields a kind of trait is made of; the compiler asks for every kind. */
export const partsOf: Record<
  TraitDeclaration['compute'],
  readonly ('of' | 'by' | 'window' | 'halfLife' | 'weights' | 'atLeast')[]
> = {
  count: ['window', 'by'],
  sum: ['of', 'window', 'by'],
  average: ['of', 'window', 'by'],
  minimum: ['of', 'window', 'by'],
  maximum: ['of', 'window', 'by'],
  first: ['of'],
  last: ['of'],
  distinct: ['of', 'window'],
  favourite: ['of', 'halfLife', 'atLeast', 'window'],
  recency: [],
  streak: [],
  trend: ['window'],
  hours: ['window'],
  weekdays: ['window'],
  score: ['weights', 'halfLife', 'window'],
  rfm: ['of', 'window'],
}

/** Each kind in words, in the order in which they are offered. */
export const computations: readonly [TraitDeclaration['compute'], string][] = [
  ['count', 'How many events'],
  ['sum', 'Sum of a property'],
  ['average', 'Average of a property'],
  ['minimum', 'Smallest value'],
  ['maximum', 'Largest value'],
  ['first', 'First value'],
  ['last', 'Latest value'],
  ['distinct', 'How many different values'],
  ['favourite', 'Favourite value, fading'],
  ['recency', 'Time since the last event'],
  ['streak', 'Days in a row'],
  ['trend', 'Trend: this window against the one before'],
  ['hours', 'Usual hour of the day'],
  ['weekdays', 'Usual day of the week'],
  ['score', 'Score: points by event'],
  ['rfm', 'Recency, frequency and value of orders'],
]
