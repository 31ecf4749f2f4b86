import type { SiteConfig } from '../../shared/site/config.ts'
import { link } from '../route.ts'

const readers = ['segments', 'actions', 'suppressions', 'experiments', 'journeys'] as const

/** Who reads a trait: in a condition, a value or a text. */
export function UsedBy({ name, config }: { name: string; config: SiteConfig }) {
  const pattern = new RegExp(`\\btraits\\.${name}(?![\\w-])`)
  const users = readers.flatMap((collection) =>
    Object.entries(config[collection] ?? {}).flatMap(([id, entry]) =>
      pattern.test(JSON.stringify(entry)) ? [{ collection, id }] : []
    )
  )
  return (
    <section class="card">
      <h2>Who reads it</h2>
      {users.length === 0 && <p class="quiet">Nobody yet: ask for traits.{name} in a condition.</p>}
      <ul class="pairs">
        {users.map(({ collection, id }) => (
          <li key={collection + id}>
            <a href={link(collection, id)}>{id}</a>
            <span class="quiet">{collection}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
