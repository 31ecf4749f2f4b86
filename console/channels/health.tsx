import { useSignal } from '@preact/signals'
import type { ChannelState } from '../../shared/api/journeys-api.ts'
import { messages } from '../admin/messages.ts'
import { useResource } from '../admin/resource.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'

/** Whether a channel works, and the switch that stops it at once, without publishing. */
export function ChannelHealth({ id }: { id: string }) {
  const again = useSignal(0)
  const failed = useSignal<Error | undefined>(undefined)
  const channels = useResource(messages.channels, again)
  const turn = async (isOff: boolean) => {
    try {
      await (isOff ? messages.enable(id) : messages.disable(id, 'Switched off in the console.'))
      failed.value = undefined
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>How it fares</h2>
      {failed.value && <Failure error={failed.value} />}
      <Loaded of={channels}>
        {({ channels: all }) => {
          const state = all.find(({ name }) => name === id)
          if (!state) return <p class="quiet">It is not live yet.</p>
          return (
            <>
              <Words of={state} />
              <div class="row">
                <button type="button" onClick={() => void turn(state.off !== undefined)}>
                  {state.off ? 'Switch on again' : 'Switch off now'}
                </button>
              </div>
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Words({ of: { day, off, failing } }: { of: ChannelState }) {
  return (
    <>
      {off && (
        <p class="notice bad">
          Off since <Time at={off.at} />: {off.reason}
        </p>
      )}
      {!off && failing && (
        <p class="notice">
          Failing since <Time at={failing.since} />: {failing.note}
        </p>
      )}
      <ul class="pairs">
        <li>
          <span>arrived in 24 hours</span>
          <span class="number">{day.arrived.toLocaleString('en')}</span>
        </li>
        <li>
          <span>failed attempts</span>
          <span class="number">{day.failed.toLocaleString('en')}</span>
        </li>
        <li>
          <span>given up</span>
          <span class="number">{day.givenUp.toLocaleString('en')}</span>
        </li>
      </ul>
    </>
  )
}
