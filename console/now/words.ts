/** What counters count, for those who run a site. Codes of refusals are those of the API's problems. */
const words: Record<string, string> = {
  // Verdicts on events
  ok: 'taken in',
  dup: 'sent twice, counted once',
  stale: 'too old to count',
  conflict: 'another event under the same id',
  rejected: 'refused',
  // Refusals
  event_invalid: 'an event that does not fit its schema',
  event_name_invalid: 'an event without a name that can be one',
  invalid_request: 'a request that does not fit its schema',
  malformed_json: 'a body that is not JSON',
  malformed_encoding: 'a body that is not what its encoding says',
  body_too_large: 'more than a request may carry',
  key_missing: 'a request without a key',
  key_unknown: 'a key that is not in force',
  secret_key_in_browser: 'a secret key sent from a browser',
  secret_key_needed: 'a public key where a secret one is needed',
  public_key_needed: 'a secret key where a public one is needed',
  origin_not_allowed: 'a page of an origin that is not listed',
  identity_invalid: 'an identity token that is not valid',
  signature_invalid: 'a webhook that does not prove where it comes from',
  mapping_failed: 'a webhook that its mapping does not fit',
  rate_limited: 'too many requests at once',
  quota_exceeded: 'more events than the site’s quota',
  unavailable: 'storage that did not answer in time',
  // Changes on the way in
  clock_suspect: 'a device clock that cannot be right',
  unsafe_key: 'properties whose names are not safe, left out',
  sensitive_fact: 'sensitive facts nobody asked for, left out',
  dropped_by_device: 'dropped by a device that had no more room',
  // Beside the tracking plan
  unplanned_event: 'an event that is not planned',
  missing_property: 'a property is missing',
  wrong_type: 'a property of another type',
  unknown_value: 'a value that is not listed',
  // Outcomes
  rendered: 'drawn on a page',
  viewed: 'really seen',
  clicked: 'clicked',
  dismissed: 'dismissed',
  converted: 'led to its goal',
  // Messages
  arrived: 'arrived',
  failed: 'failed, will be tried again',
  givenUp: 'given up',
}

/** A counter's name in words, part by part; parts the console does not know are shown as they are. */
export function inWords(name: string): string {
  return name
    .split(':')
    .map((part) => words[part] ?? part.replaceAll('_', ' '))
    .join(' · ')
}
