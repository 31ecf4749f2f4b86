/** What verdicts mean, for those who run the site. */
const words: Record<string, string> = {
  // Verdicts
  ok: 'taken in',
  duplicate: 'sent twice, counted once',
  stale: 'too old to count',
  invalid: 'refused',
  rejected: 'refused',
  retry: 'asked to come again',
  // Reasons
  invalid_request: 'a request that does not fit its schema',
  invalid_event: 'an event that does not fit its schema',
  invalid_key: 'a key that is not in force',
  origin_not_allowed: 'a page whose origin is not listed',
  rate_limited: 'too many requests at once',
  too_large: 'more than a request may carry',
  identity_required: 'a known person without a valid token',
  unauthorized: 'a key that is not in force',
  not_found: 'something that is not there',
  // Changes on the way in
  clock_suspect: 'a device clock that cannot be right',
  unsafe_key: 'properties whose names are not safe, left out',
  sensitive_fact: 'sensitive facts nobody asked for, left out',
  dropped_by_device: 'dropped by a device that had no more room',
  // Outcomes
  rendered: 'drawn on a page',
  viewed: 'really seen',
  clicked: 'clicked',
  dismissed: 'dismissed',
  converted: 'led to its goal',
}

/** A counter's name in words; those the console does not know are shown as they are. */
export function inWords(name: string): string {
  return words[name] ?? name.replaceAll('_', ' ').replaceAll(':', ' · ')
}
