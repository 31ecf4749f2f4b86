import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

const pollMs = 2_000

/** Watches until the site is heard of. */
export function FirstEvent() {
  const again = useSignal(0)
  const now = useResource(admin.now, again)
  useEffect(() => {
    const timer = setInterval(() => again.value++, pollMs)
    return () => clearInterval(timer)
  }, [])
  return (
    <Loaded of={now}>
      {({ minutes }) => {
        const heard = minutes.findLast(({ counters }) =>
          Object.keys(counters).some((name) => name.startsWith('event:'))
        )
        return (
          <p class={`notice ${heard ? 'good' : ''}`} role="status">
            {heard ? (
              <>
                <b>It works.</b> The latest event came <Time at={heard.minute} />.
              </>
            ) : (
              <>
                <b>Waiting for your first event.</b> Open a page that has the tag; this line will
                change by itself.
              </>
            )}
          </p>
        )
      }}
    </Loaded>
  )
}
