import { useResource } from '../admin/resource.ts'
import { admin, site } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** What to paste, and whether it works. */
export function InstallView() {
  const keys = useResource(admin.keys)
  const edge = new URL('..', document.baseURI).href
  return (
    <>
      <header class="head">
        <div>
          <h1>Install</h1>
          <p>
            One tag on every page. Mark a place with data-attune-slot; what is in it stays if
            anything fails.
          </p>
        </div>
      </header>
      <section class="card">
        <h2>The tag</h2>
        <pre>{`<script async src="${edge}attune.js" data-key="pk_${site.value}"></script>`}</pre>
        <h2>A slot</h2>
        <pre>{`<section data-attune-slot="home-hero">… default content …</section>`}</pre>
      </section>
      <section class="card">
        <h2>Keys</h2>
        <Loaded of={keys}>
          {({ keys: list }) =>
            list.length === 0 ? (
              <p class="quiet">
                No key was made. On this machine the demo's keys work without one.
              </p>
            ) : (
              <table>
                <tbody>
                  {list.map(({ id, kind, label, createdAt, revokedAt }) => (
                    <tr key={id}>
                      <td>{label}</td>
                      <td>
                        <span class="badge">{kind}</span>
                      </td>
                      <td>
                        <Time at={createdAt} />
                      </td>
                      <td>
                        {revokedAt ? (
                          <span class="badge bad">revoked</span>
                        ) : (
                          <span class="badge good">in force</span>
                        )}
                      </td>
                    </tr>
                  ))}
                </tbody>
              </table>
            )
          }
        </Loaded>
      </section>
    </>
  )
}
