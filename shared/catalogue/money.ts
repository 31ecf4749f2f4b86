import type { Json } from '../event/json.ts'

/** An amount, with its currency where it was written beside it. */
export interface Money {
  amount: number
  currency: string | undefined
}

/** `29.9`, `"29.90"`, `"29.90 EUR"`, `"EUR 29,90"`: prices as feeds write them. Never negative. */
export function moneyOf(value: Json): Money | undefined {
  const amount = amountOf(value)
  if (amount !== undefined) return amount < 0 ? undefined : { amount, currency: undefined }
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  const [, before, after] = /^(?:([A-Za-z]{3})\s*)?[\d.,]+(?:\s*([A-Za-z]{3}))?$/.exec(text) ?? []
  const currency = (before ?? after)?.toUpperCase()
  if (currency === undefined) return undefined
  const number = amountOf(text.replaceAll(/[A-Za-z\s]/g, ''))
  return number === undefined ? undefined : { amount: number, currency }
}

/** A number, also with a comma for its fraction. */
export function amountOf(value: Json): number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined
  if (typeof value !== 'string') return undefined
  const text = value.trim()
  // 1.299,00 and 1,299.00: the last sign is the fraction's, if what follows it is one.
  const plain = /^-?\d{1,3}(?:[.,]\d{3})*(?:[.,]\d{1,2})?$/.test(text)
    ? text.replaceAll(/[.,](?=\d{3})/g, '').replace(',', '.')
    : text
  return /^-?\d+(?:\.\d+)?$/.test(plain) ? Number(plain) : undefined
}
