import type { Signal } from '@preact/signals'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { deedInWords, gathered } from './audit-words.ts'

const shown = 50

/** Who did what, newest first. Nothing is ever taken out of it. */
export function AuditLog({ again }: { again: Signal<number> }) {
  const audit = useResource(admin.audit, again)
  return (
    <section class="card">
      <h2>Who changed what</h2>
      <Loaded of={audit}>
        {({ entries }) => (
          <ol class="timeline">
            {gathered(entries)
              .slice(0, shown)
              .map(({ n, at, by, did, detail, times }) => (
                <li key={n}>
                  <Time at={at} />
                  <span title={`${did} ${JSON.stringify(detail)}`}>
                    <b>{by}</b> {deedInWords(did, detail)}
                    {times > 1 && <span class="quiet">, {times} times</span>}
                  </span>
                </li>
              ))}
          </ol>
        )}
      </Loaded>
    </section>
  )
}
