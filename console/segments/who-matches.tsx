import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { SiteConfig } from '../../shared/site/config.ts'
import { Failure } from '../parts/loaded.tsx'
import { link } from '../route.ts'
import type { Match } from './match-now.ts'

const restMs = 300
const shown = 12

/** How many of the recent visitors a segment holds, and whom, while its condition is being written. */
export function WhoMatches({ id, config }: { id: string; config: SiteConfig }) {
  const match = useSignal<Match | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const isHalfWritten = useSignal(false)
  const show = (found: Match | undefined) => {
    isHalfWritten.value = found === undefined
    match.value = found ?? match.value
    failed.value = undefined
  }
  useEffect(() => {
    let isWanted = true
    const look = () =>
      import('./match-now.ts')
        .then(({ matchNow }) => matchNow(config, id))
        .then(
          (found) => isWanted && show(found),
          (error: Error) => {
            if (isWanted) failed.value = error
          }
        )
    const timer = setTimeout(look, restMs)
    return () => {
      isWanted = false
      clearTimeout(timer)
    }
  }, [config])
  return (
    <section class="card" aria-live="polite">
      <h2>Who is in it now</h2>
      {failed.value && <Failure error={failed.value} />}
      {!failed.value && !match.value && (
        <p class="quiet" aria-busy="true">
          Looking at recent visitors …
        </p>
      )}
      {match.value && <Matched match={match.value} isOld={isHalfWritten.value} />}
    </section>
  )
}

function Matched({ match: { of, people }, isOld }: { match: Match; isOld: boolean }) {
  if (of === 0) return <p class="quiet">Nobody was here yet.</p>
  return (
    <>
      <p>
        <b class="number">
          {people.length} of {of}
        </b>{' '}
        recent visitors{isOld && ', before your last change'}.
      </p>
      <meter min={0} max={of} value={people.length} aria-label="Share of recent visitors" />
      <ul class="pairs">
        {people.slice(0, shown).map(({ ref, name }) => (
          <li key={ref}>
            <a href={link('people', ref)}>{name}</a>
          </li>
        ))}
      </ul>
      {people.length > shown && <p class="quiet">and {people.length - shown} more</p>}
    </>
  )
}
