import { outcomeEvents } from '../../api/outcomes.ts'
import type { Decision } from '../../decide/decision.ts'
import type { JsonObject } from '../../event/json.ts'
import type { Line } from './schema.ts'
import { eventOf, fault, nameOf, type Teller } from './teller.ts'

/** Lets happen what a line of a story tells, and compares what comes of it. */
export function act(teller: Teller, line: Line): void {
  const { machine } = teller
  if ('does' in line) {
    const origin = line.through ?? 'page'
    machine.happen([eventOf(teller, { name: line.does, properties: line.with ?? {}, origin })])
  } else if ('tells' in line) {
    machine.happen([eventOf(teller, { type: 'identify', traits: line.tells })])
  } else if ('agrees' in line) {
    machine.happen([eventOf(teller, { type: 'identify', consent: line.agrees })])
  } else if ('visits' in line) visit(teller, line)
  else if ('asks' in line) ask(teller, line)
  else if ('clicks' in line) answer(teller, outcomeEvents.clicked, line.clicks)
  else if ('dismisses' in line) answer(teller, outcomeEvents.dismissed, line.dismisses)
  else if ('moves' in line) {
    teller.zone = line.moves
    machine.move(line.moves)
  } else expectMessage(teller, line)
}

function visit(teller: Teller, { visits, with: more, sees = {} }: LineOf<'visits'>): void {
  const page: JsonObject = { path: visits, ...more }
  compare(teller, sees, teller.machine.visit({ page, slots: Object.keys(sees) }))
}

function ask(teller: Teller, { asks, sees }: LineOf<'asks'>): void {
  compare(teller, sees, teller.machine.ask(asks, Object.keys(sees)))
}

type LineOf<K extends string> = Extract<Line, Record<K, unknown>>

/** What slots show, beside what they must. */
function compare(
  teller: Teller,
  expected: Readonly<Record<string, string | null>>,
  decisions: readonly Decision[]
): void {
  for (const [slot, action] of Object.entries(expected)) {
    const shown = decisions.find((decision) => decision.slot === slot)?.action ?? null
    if (shown === action) continue
    const [saw, wanted] = [shown, action].map((one) => one ?? 'the page’s own content')
    fault(teller, teller.machine.now(), `${slot} shows ${saw} instead of ${wanted}`)
  }
}

function answer(teller: Teller, name: string, to: string): void {
  const { machine } = teller
  const decision = machine.profile().ledger.findLast(({ action }) => {
    return action === to || action.startsWith(`${to}/`)
  })
  if (decision === undefined) {
    fault(teller, machine.now(), `${to} was never shown`)
    return
  }
  const { decision: id, action, slot, variant = null } = decision
  const properties = { decision: id, action, slot, variant }
  machine.happen([eventOf(teller, { name, properties })])
}

function expectMessage(teller: Teller, line: LineOf<'gets'>): void {
  const now = teller.machine.now()
  const message = teller.untold.find((one) => nameOf(one) === line.gets)
  if (message === undefined) {
    fault(teller, now, `${line.gets} does not come`)
    return
  }
  teller.untold = teller.untold.filter((one) => one !== message)
  if (line.by !== undefined && message.channel !== line.by) {
    fault(teller, now, `${line.gets} comes by ${message.channel} instead of ${line.by}`)
  }
  const text = JSON.stringify(message.message)
  const has = (part: string) => text.includes(JSON.stringify(part).slice(1, -1))
  for (const part of [line.saying ?? []].flat().filter((one) => !has(one))) {
    fault(teller, now, `${line.gets} does not say “${part}”: ${text}`)
  }
  for (const part of [line.neverSaying ?? []].flat().filter(has)) {
    fault(teller, now, `${line.gets} says “${part}”, which it must not: ${text}`)
  }
}
