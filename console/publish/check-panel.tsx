import { useSignal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import type { Problem } from '../../shared/condition/condition.ts'
import type { SiteConfig } from '../../shared/site/config.ts'

const restMs = 250

/** What the check before publishing says, while somebody writes. */
export function CheckPanel({ config, under = '' }: { config: SiteConfig; under?: string }) {
  const found = useSignal<{ problems: Problem[]; warnings: Problem[] } | undefined>(undefined)
  useEffect(() => {
    const timer = setTimeout(async () => {
      const { check } = await import('./check.ts')
      const result = check(config, Date.now())
      found.value =
        'problems' in result
          ? { problems: result.problems, warnings: [] }
          : { problems: [], warnings: result.warnings }
    }, restMs)
    return () => clearTimeout(timer)
  }, [config])
  const { problems, warnings } = found.value ?? { problems: [], warnings: [] }
  const isHere = ({ path }: Problem) => path === under || path.startsWith(under && `${under}.`)
  const elsewhere = problems.length - problems.filter(isHere).length
  return (
    <section class="card" aria-live="polite">
      <div class="row apart">
        <h2>Check</h2>
        {!found.value ? (
          <span class="badge" aria-busy="true">
            checking
          </span>
        ) : problems.length > 0 ? (
          <span class="badge bad">{count(problems.length, 'problem')}</span>
        ) : warnings.length > 0 ? (
          <span class="badge warn">{count(warnings.length, 'hint')}</span>
        ) : (
          <span class="badge good">ready</span>
        )}
      </div>
      <ProblemList of={problems.filter(isHere)} tone="bad" under={under} />
      {elsewhere > 0 && under && (
        <p class="quiet">{count(elsewhere, 'problem')} elsewhere in the draft.</p>
      )}
      <ProblemList of={warnings.filter(isHere)} tone="warn" under={under} />
      {found.value && problems.length === 0 && warnings.filter(isHere).length === 0 && (
        <p class="quiet">Nothing stands against publishing it.</p>
      )}
    </section>
  )
}

function ProblemList({ of, tone, under }: { of: Problem[]; tone: string; under: string }) {
  if (of.length === 0) return null
  return (
    <ul class="problems">
      {of.map(({ path, message }) => (
        <li key={path + message} class={tone}>
          <code>{under ? path.slice(under.length + 1) : path}</code> {message}
        </li>
      ))}
    </ul>
  )
}

const count = (n: number, what: string) => `${n} ${what}${n === 1 ? '' : 's'}`
