import type { TraitDeclaration } from '../../shared/profile/trait.ts'

const kinds: Record<TraitDeclaration['compute'], string> = {
  count: 'how many',
  sum: 'sum of',
  average: 'average of',
  minimum: 'smallest',
  maximum: 'largest',
  first: 'first',
  last: 'latest',
  distinct: 'how many different',
  favourite: 'favourite',
  recency: 'time since the last',
  streak: 'days in a row with',
  trend: 'trend of',
  hours: 'usual hour of',
  weekdays: 'usual weekday of',
  score: 'score of',
  rfm: 'recency, frequency and value of',
}

/** A trait as a sentence: "sum of properties.total over Order Completed, last 30d". */
export function traitInWords({
  compute,
  event,
  of,
  by,
  window,
  halfLife,
}: TraitDeclaration): string {
  const events = event === undefined ? 'any event' : [event].flat().join(' or ')
  const what =
    of === undefined ? `${kinds[compute]} ${events}` : `${kinds[compute]} ${of} over ${events}`
  return [
    what,
    by && `by ${by}`,
    window && (window === 'lifetime' ? 'ever' : `in the last ${window}`),
    halfLife && `older ones fade by half in ${halfLife}`,
  ]
    .filter(Boolean)
    .join(', ')
}
