import { useSignal } from '@preact/signals'
import type { CodesAnswer, OfferStock } from '../../shared/api/admin-api.ts'
import { Refused, request } from '../admin/request.ts'
import { useResource } from '../admin/resource.ts'
import { at } from '../admin/site.ts'
import { AreaField } from '../parts/field.tsx'
import { Failure, Loaded } from '../parts/loaded.tsx'

/** How many codes are where, and more of them. */
export function Stock({ id }: { id: string }) {
  const again = useSignal(0)
  const codes = useSignal('')
  const said = useSignal('')
  const failed = useSignal<Error | undefined>(undefined)
  const offer = at(`offers/${encodeURIComponent(id)}`)
  const stock = useResource(() => unlessDraft(request<OfferStock>(offer)), again)
  const add = async (event: Event) => {
    event.preventDefault()
    try {
      const lines = codes.value.trim()
      const { added, known } = await request<CodesAnswer>(`${offer}/codes`, {
        method: 'POST',
        text: lines,
      })
      said.value = `${added} added, ${known} were here already.`
      codes.value = ''
      failed.value = undefined
      again.value++
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>Codes</h2>
      <Loaded of={stock}>
        {(of) =>
          of ? (
            <form class="stack" onSubmit={add}>
              <ul class="pairs">
                <Line name="free" count={of.free} />
                <Line name="on their way to somebody" count={of.reserved} />
                <Line name="given" count={of.given} />
              </ul>
              <AreaField
                label="More codes, one a line"
                rows={5}
                value={codes.value}
                onChange={(text = '') => {
                  codes.value = text
                }}
              />
              <button type="submit" disabled={codes.value.trim() === ''}>
                Add them
              </button>
              {said.value && <p role="status">{said.value}</p>}
              {failed.value && <Failure error={failed.value} />}
            </form>
          ) : (
            <p class="quiet">Publish the offer first; then it can be filled.</p>
          )
        }
      </Loaded>
    </section>
  )
}

function Line({ name, count }: { name: string; count: number }) {
  return (
    <li>
      <span>{name}</span>
      <span class="number">{count.toLocaleString('en')}</span>
    </li>
  )
}

/** What is only in the draft has no codes yet. */
async function unlessDraft<T>(asked: Promise<T>): Promise<T | undefined> {
  try {
    return await asked
  } catch (error) {
    if (error instanceof Refused && error.status === 404) return undefined
    throw error
  }
}
