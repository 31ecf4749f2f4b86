import type { Block } from '../../shared/content/content.ts'
import type { BlockBuilder, Host } from '../host.ts'
import { pageLanguage } from './language.ts'

type Countdown = Extract<Block, { type: 'countdown' }>

const units = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** Counts down by the second, in the words of the page's language, and stops when it is taken away. */
export const buildCountdown =
  (host: Host): BlockBuilder<Countdown> =>
  ({ until, text, after }) => {
    const end = Date.parse(until)
    const line = document.createElement('p')
    line.className = 'attune-countdown'
    const timer = document.createElement('time')
    timer.dateTime = until
    // Not a live region: nobody wants to hear every second.
    timer.setAttribute('role', 'timer')
    line.append(...(text ? [text, ' '] : []), timer)

    const tick = host.guard(() => {
      const seconds = Math.ceil((end - Date.now()) / 1000)
      if (!(seconds > 0)) return line.replaceChildren(after ?? '')
      timer.textContent = inWords(seconds)
      // The first tick comes before the page has the line.
      setTimeout(() => line.isConnected && tick(), 1000)
    })
    tick()
    return line
  }

/** The two largest units: `2 days 3 hours`, `4 minutes 59 seconds`. */
function inWords(seconds: number): string {
  const from = Math.max(
    0,
    units.findIndex(([, size]) => seconds >= size)
  )
  let rest = seconds
  return units
    .slice(from, from + 2)
    .map(([unit, size]) => {
      const count = Math.floor(rest / size)
      rest -= count * size
      return new Intl.NumberFormat(pageLanguage(), {
        style: 'unit',
        unit,
        unitDisplay: 'long',
      }).format(count)
    })
    .join(' ')
}
