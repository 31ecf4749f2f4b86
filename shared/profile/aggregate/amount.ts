/**
 * A sum of decimal numbers as whole units and millionths (0 to 999,999), both integers: floating
 * point sums depend on the order of their terms, these do not, and 0.1 + 0.2 is 0.3.
 */
export type Amount = [units: number, micros: number]

/** Terms beyond this are cut: nine thousand of them still add up exactly. */
const largest = 1e12

export const nothing: Readonly<Amount> = [0, 0]

/** An amount of a number, rounded to millionths. */
export function toAmount(value: number): Amount {
  const cut = Math.min(largest, Math.max(-largest, value))
  const units = Math.floor(cut)
  return carry(units, Math.round((cut - units) * 1e6))
}

export function addAmounts(a: Readonly<Amount>, b: Readonly<Amount>): Amount {
  return carry(a[0] + b[0], a[1] + b[1])
}

/** The nearest number. */
export function fromAmount([units, micros]: Readonly<Amount>): number {
  // One division of integers is rounded once; adding a fraction to the units would round twice.
  const all = units * 1e6 + micros
  return Number.isSafeInteger(all) ? all / 1e6 : units + micros / 1e6
}

function carry(units: number, micros: number): Amount {
  return micros < 1e6 ? [units, micros] : [units + 1, micros - 1e6]
}
