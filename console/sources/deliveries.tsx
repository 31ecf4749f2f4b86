import { useSignal } from '@preact/signals'
import { data, type FailedDelivery } from '../admin/data.ts'
import { useResource } from '../admin/resource.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** Deliveries whose mapping failed: what is wrong, what came, and another try. */
export function Deliveries({ source }: { source: string }) {
  const again = useSignal(0)
  const failed = useSignal<Error | undefined>(undefined)
  const list = useResource(data.deliveries, again)
  const attempt = async (work: Promise<unknown>) => {
    try {
      await work
      failed.value = undefined
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
    again.value++
  }
  return (
    <section class="card">
      <h2>Deliveries that failed</h2>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={list}>
        {({ deliveries }) => {
          const shown = deliveries.filter((one) => one.source === source)
          if (shown.length === 0) return <p class="quiet">None waits.</p>
          return (
            <ul class="lines">
              {shown.map((one) => (
                <li key={one.id}>
                  <Delivery of={one} />
                  <span class="row tight">
                    <button type="button" onClick={() => void attempt(data.replay(one.id))}>
                      Try again
                    </button>
                    <button
                      type="button"
                      class="danger"
                      onClick={() => void attempt(data.discard(one.id))}
                    >
                      Throw away
                    </button>
                  </span>
                </li>
              ))}
            </ul>
          )
        }}
      </Loaded>
    </section>
  )
}

function Delivery({ of: { id, lastAt, times, problem } }: { of: FailedDelivery }) {
  const body = useSignal<string | undefined>(undefined)
  const open = async (event: Event) => {
    const { open: isOpen } = event.currentTarget as HTMLDetailsElement
    if (!isOpen || body.value !== undefined) return
    const { delivery } = await data.delivery(id)
    body.value = JSON.stringify(delivery?.body, null, 2)
  }
  return (
    <div class="grow">
      <p>{problem.message}</p>
      <p class="quiet">
        <code>{problem.path}</code> · <Time at={lastAt} /> · {times} times
      </p>
      <details onToggle={open}>
        <summary class="quiet">What came</summary>
        <pre>{body.value ?? '…'}</pre>
      </details>
    </div>
  )
}
