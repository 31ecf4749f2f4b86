import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { isStranger } from './admin/request.ts'
import { site } from './admin/site.ts'
import { saving } from './admin/workspace.ts'
import { Boundary } from './parts/boundary.tsx'
import { lazy } from './parts/lazy.tsx'
import { SignIn } from './parts/sign-in.tsx'
import { link, route } from './route.ts'
import { NowView } from './views/now.tsx'
import { PeopleView } from './views/people.tsx'
import { PersonView } from './views/person.tsx'

const ActionsView = lazy(async () => (await import('./edit/actions-view.tsx')).ActionsView)
const SegmentsView = lazy(async () => (await import('./edit/segments-view.tsx')).SegmentsView)
const JourneysView = lazy(async () => (await import('./edit/journeys-view.tsx')).JourneysView)
const PublishingView = lazy(async () => (await import('./publish/view.tsx')).PublishingView)
const InstallView = lazy(async () => (await import('./views/install.tsx')).InstallView)

interface Place {
  path: string
  name: string
  view(rest: string[]): ComponentChildren
}

const places: readonly Place[] = [
  { path: 'now', name: 'Now', view: () => <NowView /> },
  {
    path: 'people',
    name: 'People',
    view: ([id]) => (id ? <PersonView key={id} id={id} /> : <PeopleView />),
  },
  { path: 'actions', name: 'Actions', view: ([chosen]) => <ActionsView chosen={chosen} /> },
  { path: 'segments', name: 'Segments', view: ([chosen]) => <SegmentsView chosen={chosen} /> },
  { path: 'journeys', name: 'Journeys', view: ([chosen]) => <JourneysView chosen={chosen} /> },
  { path: 'publishing', name: 'Publishing', view: () => <PublishingView /> },
  { path: 'install', name: 'Install', view: () => <InstallView /> },
]

/** The console: where one can go, and where one is. */
export function App() {
  const [here = 'now', ...rest] = route.value
  const place = places.find(({ path }) => path === here) ?? places[0]
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const address = route.value.join('/')
  // Before anybody can press a key in the new view: it must not lose a focus that is already theirs.
  useLayoutEffect(() => {
    document.title = `${[...rest, place?.name].join(' · ')} · Attune`
    // Who goes somewhere by keyboard or ear is taken along; at first the page's own start is right.
    if (!isFirst.current) main.current?.focus({ preventScroll: true })
    isFirst.current = false
    scrollTo(0, 0)
  }, [address])
  return (
    <div class="shell">
      {/* Not a link: the hash is the console's own address. */}
      <button type="button" class="skip" onClick={() => main.current?.focus()}>
        Skip to content
      </button>
      <header class="side">
        <div class="brand">
          <img src="icon.svg" alt="" />
          <span>
            Attune <span class="quiet">{site}</span>
          </span>
        </div>
        <nav aria-label="Console">
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
        <SavingState />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Boundary key={address}>{isStranger.value ? <SignIn /> : place?.view(rest)}</Boundary>
      </main>
    </div>
  )
}

const words = {
  saved: 'All work is saved',
  saving: 'Saving …',
  failed: 'Not saved',
  clash: 'Waits for your answer',
}

function SavingState() {
  return (
    <p class="quiet saving" role="status">
      {words[saving.value.state]}
    </p>
  )
}
