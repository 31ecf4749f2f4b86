import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { useResource } from '../admin/resource.ts'
import { admin } from '../admin/site.ts'
import { link } from '../route.ts'

const everyMs = 10_000

/** How many people the site knows. */
export function PeopleKnown() {
  const again = useSignal(0)
  useEffect(() => {
    const timer = setInterval(() => again.value++, everyMs)
    return () => clearInterval(timer)
  }, [])
  const people = useResource(() => admin.people(''), again)
  const { value } = people
  return (
    <section class="card figure" aria-busy={value.state === 'loading'}>
      <span class="quiet">People the site knows</span>
      <b>{value.state === 'here' ? value.value.total.toLocaleString('en') : '–'}</b>
      <span>
        <a href={link('people')}>See who was here</a>
      </span>
    </section>
  )
}
