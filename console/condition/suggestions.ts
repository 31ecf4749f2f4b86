import type { SiteConfig } from '../../shared/site/config.ts'

/** Facts that every site has, with what they are. */
const always: Record<string, string> = {
  'page.path': 'Path of the page, /cart',
  'page.referrer': 'Page the visitor came from',
  'page.title': 'Title of the page',
  'session.number': 'Which visit this is, 1 is the first',
  'session.pages': 'Pages seen in this visit',
  'cart.count': 'Things in the cart',
  'cart.latest.name': 'What was put in the cart last',
  'cart.latest.added': 'When it was put there',
  'viewed.latest.id': 'Item looked at last',
  'bought.latest.id': 'Item bought last',
  'context.device': 'mobile, tablet or desktop',
  'context.locale': 'Language of the visitor',
  'context.timezone': 'Time zone of the visitor',
  'context.local.hour': 'Hour on the visitor’s clock, 0 to 23',
  'context.local.weekday': 'Weekday of the visitor, 1 is Monday',
  'context.campaign.source': 'Campaign that brought the visitor',
  'profile.known': 'Whether we know who it is',
  'care.active': 'Whether something went wrong for them lately',
}

/** A path somebody may want to compare, and what it holds. */
export interface Suggestion {
  path: string
  words: string
}

/** Paths that make sense on this site: its own traits, segments and events first. */
export function suggestedPaths({
  traits = {},
  given = {},
  segments = {},
  actions = {},
}: SiteConfig): Suggestion[] {
  const events = new Set([
    ...Object.values(traits).flatMap(({ event = [] }) => event),
    ...Object.values(actions).flatMap(({ goal }) => (goal ? [goal.event] : [])),
  ])
  return [
    ...described('segments', segments),
    ...described('traits', traits),
    ...described('traits', given),
    ...Object.entries(always).map(([path, words]) => ({ path, words })),
    ...[...events].map((name) => ({ path: `events.${name}.count`, words: `How often ${name}` })),
  ]
}

function described(
  root: string,
  of: Record<string, { description?: string | undefined }>
): Suggestion[] {
  return Object.entries(of).map(([name, { description = '' }]) => ({
    path: `${root}.${name}`,
    words: description,
  }))
}
