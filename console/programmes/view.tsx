import type { SiteConfig } from '../../shared/site/config.ts'
import { useResource } from '../admin/resource.ts'
import { asConfig, edit, plain } from '../admin/workspace.ts'
import { NewEntry } from '../collection/list.tsx'
import { journeys } from '../journeys/kind.tsx'
import { Head } from '../parts/head.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { WithWorkspace } from '../parts/with-workspace.tsx'
import { go, link } from '../route.ts'
import { isOn, journeysOf, type Programme, switchOn, wordsOf } from './switch-on.ts'

/** Programmes that are ready: each a tested whole that an owner switches on and makes their own. */
export function ProgrammesView() {
  const programmes = useResource(readProgrammes)
  return (
    <WithWorkspace>
      {({ config }) => (
        <>
          <Head
            title="New journey"
            up={['Journeys', link('journeys')]}
            words="Switch on something that works, and make it yours. Nothing is live before you publish."
          />
          <Loaded of={programmes}>
            {(all) => (
              <ul class="tiles" aria-label="Ready programmes">
                {all.map((programme) => (
                  <li key={programme.id} class="card tile">
                    <Tile programme={programme} config={config} />
                  </li>
                ))}
              </ul>
            )}
          </Loaded>
          <section class="card blank">
            <p class="quiet">Or begin with an empty one.</p>
            <NewEntry kind={journeys} config={config} isNamed />
          </section>
        </>
      )}
    </WithWorkspace>
  )
}

function Tile({ programme, config }: { programme: Programme; config: SiteConfig }) {
  const [journey = ''] = journeysOf(programme)
  const start = () => {
    edit((now) => asConfig(switchOn(plain(now), programme)))
    go('journeys', journey)
  }
  return (
    <>
      <div class="row apart">
        <b>{journey}</b>
        {isOn(config, programme) ? (
          <a class="badge good" href={link('journeys', journey)}>
            on
          </a>
        ) : (
          <button type="button" class="slim" onClick={start} aria-label={`Switch on ${journey}`}>
            Switch on
          </button>
        )}
      </div>
      <p class="quiet">{wordsOf(programme)}</p>
    </>
  )
}

/** They are files beside the console, and change with it. */
async function readProgrammes(): Promise<Programme[]> {
  const answer = await fetch('programmes.json')
  if (!answer.ok) throw new Error('The ready programmes are not there. Build the console again.')
  return answer.json()
}
