import { useSignal } from '@preact/signals'
import type { FailedMessage } from '../../shared/api/journeys-api.ts'
import { messages } from '../admin/messages.ts'
import { useResource } from '../admin/resource.ts'
import { Failure, Loaded } from '../parts/loaded.tsx'
import { Time } from '../parts/time.tsx'
import { link } from '../route.ts'

/** Messages that were given up, and the way to send them again: of a journey, a channel, or all. */
export function FailedMessages({ journey, channel }: { journey?: string; channel?: string }) {
  const again = useSignal(0)
  const said = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const list = useResource(messages.failed, again)
  const replay = async (which: Parameters<typeof messages.replay>[0]) => {
    try {
      const { replayed, gone, left } = await messages.replay(which)
      said.value = `${replayed} sent again, ${gone} no longer needed, ${left} left.`
      failed.value = undefined
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>Messages that did not arrive</h2>
      {failed.value && <Failure error={failed.value} />}
      {said.value && (
        <p class="quiet" role="status">
          {said.value}
        </p>
      )}
      <Loaded of={list}>
        {({ messages: all }) => {
          const shown = all.filter(
            (one) =>
              (journey === undefined || one.journey === journey) &&
              (channel === undefined || one.channel === channel)
          )
          if (shown.length === 0) return <p class="quiet">All of them did.</p>
          return (
            <>
              <ul class="lines">
                {shown.map((message) => (
                  <Line
                    key={message.n}
                    message={message}
                    onReplay={() => void replay({ id: message.id })}
                  />
                ))}
              </ul>
              {channel && (
                <div class="row">
                  <button type="button" onClick={() => void replay({ channel })}>
                    Send all again
                  </button>
                </div>
              )}
            </>
          )
        }}
      </Loaded>
    </section>
  )
}

function Line({
  message: { profile, step, channel, givenUpAt, attempts, note },
  onReplay,
}: {
  message: FailedMessage
  onReplay: () => void
}) {
  return (
    <li>
      <span class="grow">
        <a class="mono" href={link('people', profile)}>
          {profile}
        </a>{' '}
        <span class="quiet">
          {step} by {channel} · {attempts} attempts · <Time at={givenUpAt} /> · {note}
        </span>
      </span>
      <button type="button" onClick={onReplay}>
        Send again
      </button>
    </li>
  )
}
