import type { SiteConfig } from '../../shared/site/config.ts'

/** Somewhere that can be gone to by name. */
export interface Command {
  id: string
  name: string
  kind: string
  to: readonly string[]
}

const collections = [
  ['actions', 'action'],
  ['slots', 'slot'],
  ['journeys', 'journey'],
  ['experiments', 'experiment'],
  ['suppressions', 'suppression'],
  ['segments', 'segment'],
  ['traits', 'trait'],
  ['content', 'piece of content'],
  ['offers', 'offer'],
  ['sources', 'source'],
  ['channels', 'channel'],
] as const

/** Everything there is to go to: views, what they hold, and what can be begun. */
export function commandsOf(
  places: readonly { path: string; name: string }[],
  config: SiteConfig | undefined
): Command[] {
  return [
    ...places.map(({ path, name }) => command(name, 'view', [path])),
    command('New action', 'begin', ['actions', 'new']),
    ...collections.flatMap(([collection, kind]) =>
      Object.keys(config?.[collection] ?? {}).map((id) => command(id, kind, [collection, id]))
    ),
  ]
}

/** Those that fit what was typed, best first; and the person whom it may mean. */
export function fitting(commands: readonly Command[], typed: string): Command[] {
  const sought = typed.trim().toLowerCase()
  const found = commands
    .map((one) => ({ one, rank: rankOf(one, sought) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ one }) => one)
  const person = typed.trim()
  const search = command(`Find “${person}” among people`, 'people', ['people', '~', person])
  return person === '' ? found : [...found.slice(0, 30), search]
}

function command(name: string, kind: string, to: readonly string[]): Command {
  return { id: to.join('/'), name, kind, to }
}

/** Lower is better: begins with, has a word that begins with, contains, contains the letters in order. */
function rankOf({ name, kind }: Command, sought: string): number {
  const text = `${name} ${kind}`.toLowerCase()
  if (text.startsWith(sought)) return 0
  if (text.split(/[\s-]+/).some((word) => word.startsWith(sought))) return 1
  if (text.includes(sought)) return 2
  let at = 0
  for (const letter of sought) {
    at = text.indexOf(letter, at) + 1
    if (at === 0) return -1
  }
  return 3
}
