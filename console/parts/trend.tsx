/** A line of figures over time. The figures themselves are in its label, for those who cannot see it. */
export function Trend({ label, values }: { label: string; values: number[] }) {
  const top = Math.max(1, ...values)
  const last = Math.max(1, values.length - 1)
  const points = values
    .map((value, i) => `${(i / last) * 100},${38 - (value / top) * 36}`)
    .join(' ')
  return (
    <svg
      class="chart"
      viewBox="0 0 100 40"
      preserveAspectRatio="none"
      role="img"
      aria-label={`${label}: ${values.join(', ')}`}
    >
      <title>{label}</title>
      <polyline points={points} />
    </svg>
  )
}
