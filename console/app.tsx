import { site } from './admin/site.ts'
import { link, route } from './route.ts'
import { ActionsView } from './views/actions.tsx'
import { InstallView } from './views/install.tsx'
import { NowView } from './views/now.tsx'
import { PeopleView } from './views/people.tsx'
import { PersonView } from './views/person.tsx'
import { PublishingView } from './views/publishing.tsx'

const places = [
  { path: 'now', name: 'Now', view: () => <NowView /> },
  {
    path: 'people',
    name: 'People',
    view: (rest: string[]) =>
      rest[0] ? <PersonView key={rest[0]} id={rest[0]} /> : <PeopleView />,
  },
  { path: 'actions', name: 'Actions', view: (rest: string[]) => <ActionsView chosen={rest[0]} /> },
  { path: 'publishing', name: 'Publishing', view: () => <PublishingView /> },
  { path: 'install', name: 'Install', view: () => <InstallView /> },
]

/** The console: where one can go, and where one is. */
export function App() {
  const [here = 'now', ...rest] = route.value
  const place = places.find(({ path }) => path === here) ?? places[0]
  return (
    <div class="shell">
      <a class="skip" href="#main">
        Skip to content
      </a>
      <nav class="side" aria-label="Console">
        <div class="brand">
          <img src="icon.svg" alt="" />
          <span>
            Attune <span class="quiet">{site}</span>
          </span>
        </div>
        <ul>
          {places.map(({ path, name }) => (
            <li key={path}>
              <a href={link(path)} aria-current={path === place?.path ? 'page' : undefined}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </nav>
      <main id="main" tabIndex={-1}>
        {place?.view(rest)}
      </main>
    </div>
  )
}
