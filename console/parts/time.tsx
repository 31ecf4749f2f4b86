const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto', style: 'short' })
const steps: [Intl.RelativeTimeFormatUnit, number][] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
]

/** A moment as people say it, with the exact time on hover and for machines. */
export function Time({ at }: { at: number }) {
  const exact = new Date(at)
  const ago = at - Date.now()
  const [unit, size] = steps.find(([, ms]) => Math.abs(ago) >= ms) ?? ['second', 1_000]
  return (
    <time class="quiet number" dateTime={exact.toISOString()} title={exact.toLocaleString('en')}>
      {relative.format(Math.round(ago / size), unit)}
    </time>
  )
}
