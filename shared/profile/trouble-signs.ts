import type { Event } from '../event/event.ts'
import { own } from '../event/safe-key.ts'
import { takeNumber } from './aggregate/take.ts'

const minuteMs = 60_000
const dayMs = 24 * 60 * minuteMs

/** A sign of trouble: so many within so long begin care that lasts so long. */
interface Sign {
  times: number
  withinMs: number
  careMs: number
  isSign: (event: Event) => boolean
}

/** Signs that pass by themselves, by the reason they give. */
export const signs: Readonly<Record<string, Sign>> = {
  rage_clicks: once(30 * minuteMs, ({ name }) => name === 'Rage Clicked'),
  dead_clicks: thrice(10 * minuteMs, ({ name }) => name === 'Dead Clicked'),
  form_errors: thrice(10 * minuteMs, ({ name }) => name === 'Form Errored'),
  failed_searches: thrice(15 * minuteMs, isFailedSearch),
  server_errors: thrice(10 * minuteMs, isServerError),
  angry_words: once(dayMs, (event) => isWord(event) && isAngry(event)),
  refund: once(3 * dayMs, ({ name }) => name === 'Order Refunded'),
}

/** What an event does to a matter that stays open until somebody closes it. */
export type Turn = 'opened' | 'closed'

/** A matter (ticket, complaint) that an event names. */
export interface Matter {
  /** Its kind and id; the help desk's own id when it gives one. */
  id: string
  turn: Turn | undefined
  isAngry: boolean
}

const matters: ReadonlyMap<string, { kind: 'ticket' | 'complaint'; turn?: Turn }> = new Map([
  ['Ticket Opened', { kind: 'ticket', turn: 'opened' }],
  ['Ticket Reopened', { kind: 'ticket', turn: 'opened' }],
  ['Ticket Updated', { kind: 'ticket' }],
  ['Ticket Resolved', { kind: 'ticket', turn: 'closed' }],
  ['Ticket Closed', { kind: 'ticket', turn: 'closed' }],
  ['Complaint Filed', { kind: 'complaint', turn: 'opened' }],
  ['Complaint Resolved', { kind: 'complaint', turn: 'closed' }],
] as const)

const closedStatus: ReadonlySet<unknown> = new Set(['solved', 'resolved', 'closed', 'done'])

/** The matter an event is about. */
export function matterOf(event: Event): Matter | undefined {
  const matter = matters.get(event.name)
  if (matter === undefined) return undefined
  const { properties } = event
  const given = own(properties, `${matter.kind}_id`) ?? own(properties, 'id')
  const id = typeof given === 'string' || typeof given === 'number' ? String(given) : ''
  const isClosed = closedStatus.has(own(properties, 'status'))
  return {
    id: `${matter.kind}:${id.slice(0, 64).toWellFormed()}`,
    turn: isClosed ? 'closed' : matter.turn,
    isAngry: isAngry(event),
  }
}

function once(careMs: number, isSign: Sign['isSign']): Sign {
  return { times: 1, withinMs: 0, careMs, isSign }
}

function thrice(withinMs: number, isSign: Sign['isSign']): Sign {
  return { times: 3, withinMs, careMs: 30 * minuteMs, isSign }
}

/** A request that the page's server failed to answer. Errors of scripts are seldom seen by anybody. */
function isServerError({ name, properties }: Event): boolean {
  const cause = own(properties, 'name')
  return name === 'Page Errored' && typeof cause === 'string' && cause.startsWith('HTTP 5')
}

function isFailedSearch({ name, properties }: Event): boolean {
  if (name !== 'Products Searched') return false
  const found = own(properties, 'results') ?? own(properties, 'results_count')
  return Array.isArray(found) ? found.length === 0 : takeNumber(found) === 0
}

/** What people say to us, as far as somebody has judged its tone. */
function isWord({ name }: Event): boolean {
  return (
    name === 'Live Chat Message Sent' ||
    name === 'Live Chat Conversation Ended' ||
    name === 'Call Ended' ||
    name === 'Feedback Given'
  )
}

const angryWords: ReadonlySet<string> = new Set([
  'angry',
  'frustrated',
  'furious',
  'negative',
  'upset',
  'very_negative',
])

/** `sentiment` as a word, or as a number from -1 to 1. */
function isAngry({ properties }: Event): boolean {
  const sentiment = own(properties, 'sentiment')
  const tone = takeNumber(sentiment)
  if (tone !== undefined) return tone <= -0.25
  return typeof sentiment === 'string' && angryWords.has(sentiment.trim().toLowerCase())
}
