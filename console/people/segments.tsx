import { useSignal } from '@preact/signals'
import type { Json } from '../../shared/event/json.ts'
import { admin } from '../admin/site.ts'
import { Failure } from '../parts/loaded.tsx'
import { link } from '../route.ts'
import type { SegmentReasons } from './explain-segments.ts'
import { inOneLine } from './facts.ts'

/** The segments somebody is in, and why, when somebody asks: also why not in the others. */
export function Segments({ id, of }: { id: string; of: Json | undefined }) {
  const names = Array.isArray(of) ? of.map(inOneLine) : []
  const reasons = useSignal<SegmentReasons[] | undefined>(undefined)
  const failed = useSignal<Error | undefined>(undefined)
  const open = async (event: Event) => {
    const { open: isOpen } = event.currentTarget as HTMLDetailsElement
    if (!isOpen) return
    try {
      const [{ explainSegments }, { readProfile }, { config }] = await Promise.all([
        import('./explain-segments.ts'),
        import('./read-profile.ts'),
        admin.config(),
      ])
      reasons.value = explainSegments(config, await readProfile(id), Date.now())
      failed.value = undefined
    } catch (error) {
      failed.value = error instanceof Error ? error : new Error(String(error))
    }
  }
  return (
    <section class="card">
      <h2>Segments</h2>
      {names.length === 0 ? (
        <p class="quiet">In no segment.</p>
      ) : (
        <p class="row tight">
          {names.map((name) => (
            <a class="badge accent" key={name} href={link('segments', name)}>
              {name}
            </a>
          ))}
        </p>
      )}
      <details onToggle={open}>
        <summary class="quiet">Why, and why not in others</summary>
        <div class="stack inner" aria-live="polite">
          {failed.value && <Failure error={failed.value} />}
          {reasons.value?.map((one) => (
            <Reasons key={one.name} of={one} />
          ))}
        </div>
      </details>
    </section>
  )
}

function Reasons({ of: { name, isIn, comparisons } }: { of: SegmentReasons }) {
  return (
    <div>
      <p>
        <span class={`badge ${isIn ? 'good' : ''}`}>{isIn ? 'in' : 'not in'}</span>{' '}
        <a href={link('segments', name)}>{name}</a>
      </p>
      <ul class="problems inner">
        {comparisons.map(({ holds, words, found }) => (
          <li key={words} class={holds ? 'good' : ''}>
            {words}{' '}
            <span class="quiet">
              · {holds ? 'holds' : 'does not hold'}: it is {found}
            </span>
          </li>
        ))}
      </ul>
    </div>
  )
}
