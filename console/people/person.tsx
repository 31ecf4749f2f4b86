import { useSignal } from '@preact/signals'
import { forgetPerson, rememberPerson } from '../admin/recent.ts'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { Head } from '../parts/head.tsx'
import { Loaded } from '../parts/loaded.tsx'
import { link } from '../route.ts'
import { Erase } from './erase.tsx'
import { Export } from './export.tsx'
import { ProfileCards } from './profile-cards.tsx'
import { Timeline } from './timeline.tsx'

/** One person: who they are to the site, what they did, what they were shown, and why. */
export function PersonView({ id }: { id: string }) {
  const again = useSignal(0)
  const isErasing = useSignal(false)
  const profile = useResource(async () => {
    const view = await admin.profile(id)
    rememberPerson(id)
    return view
  }, again)
  return (
    <>
      <Head title={id} up={['People', link('people')]}>
        <button type="button" onClick={() => again.value++}>
          Refresh
        </button>
        <Export id={id} />
        <button
          type="button"
          class="danger"
          aria-expanded={isErasing.value}
          onClick={() => {
            isErasing.value = !isErasing.value
          }}
        >
          Erase …
        </button>
      </Head>
      {isErasing.value && (
        <Erase
          id={id}
          onKeep={() => {
            isErasing.value = false
          }}
          onErased={() => {
            forgetPerson(id)
            isErasing.value = false
            again.value++
          }}
        />
      )}
      <Loaded of={profile}>{(view) => <ProfileCards id={id} of={view} />}</Loaded>
      <Timeline id={id} again={again} />
    </>
  )
}
