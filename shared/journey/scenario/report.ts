import { outcomeEvents } from '../../api/outcomes.ts'
import { inWords as conditionInWords } from '../../condition/words.ts'
import type { Decision, Receipt } from '../../decide/decision.ts'
import { inWords } from '../../decide/why.ts'
import type { Event } from '../../event/event.ts'
import type { JsonObject } from '../../event/json.ts'
import type { SiteConfig } from '../../site/config.ts'
import type { Trace } from '../run.ts'
import type { Moment } from '../time-machine.ts'
import { formatWhen } from './when.ts'

/** What a time line is told with. */
export interface ReportOptions {
  /** The person's zone when the story begins. */
  zone: string
  /** The rules, for the reasons. */
  config: SiteConfig
}

/**
 * A time line in words, day by day, by the person's clock: what they did, what reached them, and why
 * not. For people who wrote the rules and not the engine.
 */
export function reportTimeline(timeline: readonly Moment[], options: ReportOptions): string[] {
  const lines: string[] = []
  let { zone } = options
  let [day, time] = ['', '']
  for (const moment of timeline) {
    if (moment.what === 'move') zone = moment.timezone
    const words = wordsFor(moment, { ...options, zone })
    if (words.length === 0) continue
    const [weekday = '', date = '', clock = ''] = formatWhen(moment.at, zone).split(' ')
    if (`${weekday} ${date}` !== day) {
      day = `${weekday} ${date}`
      time = ''
      lines.push(day)
    }
    lines.push(
      ...words.map((word, i) => `  ${(i > 0 || clock === time ? '' : clock).padEnd(5)}  ${word}`)
    )
    time = clock
  }
  return lines
}

function wordsFor(moment: Moment, options: ReportOptions): string[] {
  switch (moment.what) {
    case 'event':
      return eventInWords(moment.event)
    case 'page':
      return slotsInWords(`opens ${String(moment.page.path ?? 'a page')}`, moment, options.config)
    case 'ask':
      return slotsInWords(`the ${moment.channel} asks`, moment, options.config)
    case 'message': {
      const { channel, journey, step, message } = moment.message
      const title = 'subject' in message ? `“${message.subject}” ` : ''
      return [`← gets ${title}by ${channel} (${journey}/${step})`]
    }
    case 'queue':
      return [`… ${moment.queued.action} waits for the next page`]
    case 'withdraw':
      return [`… ${moment.queued.action} waits no more`]
    case 'goal':
      return [`★ reaches the goal of ${moment.journey}`]
    case 'move':
      return [`is in ${moment.timezone} from now on`]
    case 'journey':
      return traceInWords(moment.trace, options)
  }
}

/** Events that another line tells of already. */
const told: ReadonlySet<string> = new Set([
  'page',
  outcomeEvents.rendered,
  outcomeEvents.viewed,
  outcomeEvents.converted,
])

function eventInWords({ type, name, properties, traits, consent = {}, origin }: Event): string[] {
  if (type === 'identify') {
    const known = Object.keys(traits)
    return [
      ...(known.length > 0 ? [`is known: ${known.join(', ')}`] : []),
      ...Object.entries(consent).map(
        ([purpose, yes]) => `${yes ? 'agrees' : 'says no'} to ${purpose}`
      ),
    ]
  }
  if (told.has(name)) return []
  const deed = deeds[name] ?? `does ${name}`
  return [`${deed}${subjectOf(properties)}${origin === 'server' ? ', says a server' : ''}`]
}

const deeds: Record<string, string> = {
  [outcomeEvents.clicked]: 'clicks',
  [outcomeEvents.dismissed]: 'dismisses',
}

function subjectOf({ action, name, product_id, order_id, ticket_id }: JsonObject): string {
  const [known] = [action, name, product_id, order_id, ticket_id].filter(
    (one) => typeof one === 'string'
  )
  return known === undefined ? '' : ` (${String(known)})`
}

type Shown = Pick<Extract<Moment, { what: 'page' }>, 'decisions' | 'receipts'>

function slotsInWords(head: string, { decisions, receipts }: Shown, config: SiteConfig): string[] {
  return [head, ...receipts.flatMap((receipt) => slotInWords(receipt, decisions, config))]
}

/** What a slot shows; and when it shows nothing, what became of each action that could have been there. */
function slotInWords(
  receipt: Receipt,
  decisions: readonly Decision[],
  config: SiteConfig
): string[] {
  const shown = decisions.find(({ id }) => id === receipt.id)
  if (shown !== undefined) return [`  ${receipt.slot} shows ${shown.action}`]
  const { headline, candidates } = inWords(receipt, config)
  return [`  ${headline}`, ...candidates.map(({ action, words }) => `    ${action}: ${words}`)]
}

/** What a run does, in words; nothing for what another line tells already. */
function traceInWords(trace: Trace, { zone, config }: ReportOptions): string[] {
  const name = trace.key === undefined ? trace.journey : `${trace.journey} (${trace.key})`
  switch (trace.what) {
    case 'entered':
      return [`→ enters ${name}`]
    case 'kept_out':
      return [`✗ ${name} does not begin: ${exitOf(trace, config)}`]
    case 'waits':
      return [`… ${name} waits at ${trace.step} until ${formatWhen(trace.until ?? trace.at, zone)}`]
    case 'not_sent':
      return [`✗ ${name} does not send ${trace.step}: ${trace.detail}`]
    case 'held':
      return [`… ${name} holds ${trace.step}: ${trace.detail}`]
    case 'set':
      return [`${name} notes ${trace.detail} = ${JSON.stringify(trace.value)}`]
    case 'ended':
      return [`→ leaves ${name}: ${trace.detail === 'exit' ? exitOf(trace, config) : trace.detail}`]
    default:
      return []
  }
}

/** The conditions that take people out of a journey, of which one holds. */
function exitOf({ journey }: Trace, { journeys }: SiteConfig): string {
  const rules = journeys?.[journey]?.exit ?? []
  return rules
    .map((rule) => ('event' in rule ? String(rule.event) : conditionInWords(rule.when)))
    .join(', or ')
}
