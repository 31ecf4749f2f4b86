/** Outcomes of a decision and the event names under which they are reported. Apart from the schemas, for the page. */
export const outcomeEvents = {
  rendered: 'Decision Rendered',
  viewed: 'Decision Viewed',
  clicked: 'Decision Clicked',
  dismissed: 'Decision Dismissed',
  converted: 'Decision Converted',
} as const

/** What came of a decision: an impression is `rendered`, a view is `viewed`. */
export type Outcome = keyof typeof outcomeEvents
