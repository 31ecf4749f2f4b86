import { useLayoutEffect, useRef } from 'preact/hooks'
import { Account } from './access/account.tsx'
import { isStranger } from './admin/request.ts'
import { site } from './admin/site.ts'
import { saving } from './admin/workspace.ts'
import { Palette } from './palette/palette.tsx'
import { Boundary } from './parts/boundary.tsx'
import { lazy } from './parts/lazy.tsx'
import { groups, places } from './places.tsx'
import { link, route } from './route.ts'

const Door = lazy(async () => (await import('./access/door.tsx')).Door)
/** Where people are who are not in yet, whoever they are. */
const doors = new Set(['join', 'setup'])

/** The console: where one can go, and where one is. */
export function App() {
  const [here = 'now', ...rest] = route.value
  const place = places.find(({ path }) => path === here) ?? places[0]
  const main = useRef<HTMLElement>(null)
  const isFirst = useRef(true)
  const address = route.value.join('/')
  const isAtDoor = isStranger.value || doors.has(here)
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
        <Palette />
        <nav aria-label="Console" hidden={isAtDoor}>
          {groups.map(({ title, places: of }) => (
            <section key={title} aria-label={title}>
              <h2>{title}</h2>
              <ul>
                {of.map(({ path, name }) => (
                  <li key={path}>
                    <a href={link(path)} aria-current={path === place?.path ? 'page' : undefined}>
                      {name}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </nav>
        <SavingState />
        <Account />
      </header>
      <main id="main" tabIndex={-1} ref={main}>
        <Boundary key={address}>
          {isAtDoor ? <Door place={here} token={rest[0]} /> : place?.view(rest)}
        </Boundary>
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
