const unitMs = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const

/** Milliseconds of a duration as configurations write it (`30m`, `12h`, `7d`, `4w`). */
export function durationMs(text: string): number | undefined {
  const unit = text.at(-1)
  if (unit !== 'm' && unit !== 'h' && unit !== 'd' && unit !== 'w') return undefined
  const digits = text.slice(0, -1)
  return /^[1-9]\d{0,4}$/.test(digits) ? Number(digits) * unitMs[unit] : undefined
}
