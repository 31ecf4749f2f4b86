import type { Json } from '../../event/json.ts'
import type { Trace } from '../run.ts'
import type { Moment } from '../time-machine.ts'
import { formatWhen } from './when.ts'

/** A time line in words, one line each, by the person's clock: what happened, and why. */
export function reportTimeline(timeline: readonly Moment[], zone: string): string[] {
  return timeline.flatMap((moment) => {
    const words = wordsFor(moment, zone)
    return words === undefined ? [] : [`${formatWhen(moment.at, zone)}  ${words}`]
  })
}

function wordsFor(moment: Moment, zone: string): string | undefined {
  switch (moment.what) {
    case 'event':
      return `does ${moment.event.name}${namesIn(moment.event.properties)}`
    case 'page':
      return `opens ${String(moment.page.path ?? 'a page')} and sees ${
        moment.decisions.map(({ slot, action }) => `${action} in ${slot}`).join(', ') ||
        'the page’s own content'
      }`
    case 'message': {
      const { channel, journey, step, message } = moment.message
      const title = 'subject' in message ? ` “${message.subject}”` : ''
      return `gets ${journey}/${step} by ${channel}${title}`
    }
    case 'queue':
      return `${moment.queued.action} waits for the next page`
    case 'withdraw':
      return `${moment.queued.action} waits no more`
    case 'goal':
      return `reaches the goal of ${moment.journey}`
    case 'journey':
      return traceInWords(moment.trace, zone)
  }
}

/** What a run does, in words; nothing for what another line tells already. */
function traceInWords(trace: Trace, zone: string): string | undefined {
  const name = trace.key === undefined ? trace.journey : `${trace.journey} (${trace.key})`
  switch (trace.what) {
    case 'entered':
      return `  enters ${name}`
    case 'waits':
      return `  ${name} waits at ${trace.step} until ${formatWhen(trace.until ?? trace.at, zone)}`
    case 'not_sent':
      return `  ${name} does not send ${trace.step}: ${trace.detail}`
    case 'held':
      return `  ${name} holds ${trace.step}: ${trace.detail}`
    case 'set':
      return `  ${name} notes ${trace.detail} = ${JSON.stringify(trace.value)}`
    case 'ended':
      return `  leaves ${name}: ${trace.detail}`
    default:
      return undefined
  }
}

function namesIn(properties: Record<string, Json>): string {
  const { name, product_id: id, order_id: order, action } = properties
  const [known] = [action, name, id, order].filter((one) => typeof one === 'string')
  return known === undefined ? '' : ` (${String(known)})`
}
