import { Head } from '../parts/head.tsx'
import { link } from '../route.ts'
import { FirstEvent } from './first-event.tsx'
import { Keys } from './keys.tsx'
import { LatestEvents } from './latest-events.tsx'
import { Tag } from './tag.tsx'

/** What to paste, whether it works, and what comes in. */
export function InstallView() {
  return (
    <>
      <Head
        title="Install"
        words="One tag on every page. Mark a place with data-attune-slot; what is in it stays if anything fails."
      >
        <a class="button" href={link('start')}>
          Step by step
        </a>
      </Head>
      <FirstEvent />
      <Tag />
      <Keys />
      <LatestEvents />
    </>
  )
}
