const steps = [
  { name: 'day', ms: 86_400_000 },
  { name: 'hour', ms: 3_600_000 },
  { name: 'minute', ms: 60_000 },
] as const

/** How long ago something was, as people say it. */
export function ago(at: number, now: number): string {
  const since = now - at
  const step = steps.find(({ ms }) => since >= ms)
  if (step === undefined) return 'just now'
  const count = Math.floor(since / step.ms)
  return `${count} ${step.name}${count === 1 ? '' : 's'} ago`
}
