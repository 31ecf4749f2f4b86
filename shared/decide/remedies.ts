import type { Json } from '../event/json.ts'
import { localTime } from '../event/local-time.ts'
import { formatTime } from '../event/time.ts'
import type { Action } from './action.ts'
import { boughtMs, defaultProbability } from './attention.ts'
import type {
  CounterfactualInput,
  Need,
  Remedy,
  SlotObstacle,
  Standing,
  World,
} from './counterfactual.ts'
import type { CandidateOutcome } from './decision.ts'
import { flipped } from './flipped.ts'
import type { DecideSite } from './prepare/prepared.ts'
import { windowMs } from './stage/cap.ts'
import { dayparts } from './stage/daypart.ts'
import { scheduleOf } from './stage/schedule.ts'

/** What a remedy may look at. */
export interface Patient {
  action: string
  slot: string
  site: DecideSite
  world: World
  input: CounterfactualInput
}

/** The smallest change that removes one refusal. */
export function remedyFor(standing: Standing, patient: Patient): Remedy {
  const { actions = {} } = patient.world.config
  const action = Object.hasOwn(actions, patient.action) ? actions[patient.action] : undefined
  if (action === undefined) return { obstacle: 'The configuration has no action of that name.' }
  if (!action.slots.includes(patient.slot)) {
    const slots = [...action.slots, patient.slot]
    const edit: Edit = { key: 'slots', from: action.slots, to: slots }
    return configure(patient, edit, `${patient.action} would have to serve ${patient.slot}`)
  }
  return remedies[standing.outcome](standing, { ...patient, config: action })
}

type Remedies = Record<
  CandidateOutcome | SlotObstacle,
  (standing: Standing, patient: Patient & { config: Action }) => Remedy
>

const remedies: Remedies = {
  chosen: () => ({ obstacle: 'It wins as it is.' }),
  off: (_, patient) =>
    configure(
      patient,
      { key: 'enabled', from: false, to: true },
      `${patient.action} is switched off`
    ),
  no_consent: ({ detail = '' }, { world }) => consent(detail, world),
  not_scheduled: ({ detail }, patient) =>
    detail === 'before'
      ? later(patient.world, scheduleOf(patient.config).from, 'its schedule begins')
      : configure(
          patient,
          { key: 'schedule', from: { until: patient.config.schedule?.until ?? null }, to: {} },
          'its schedule is over'
        ),
  outside_daypart: (_, { config, world }) => nextDaypart(config, world),
  not_in_audience: (_, { config, world, input }) => flipped(config.when ?? {}, { world, input }),
  suppressed: ({ detail = '' }, patient) => unsuppress(detail, patient),
  care_mode: (_, { world }) =>
    alter(world, 'care.active', false, 'the complaint or trouble would have to be resolved'),
  capped: ({ detail = '' }, patient) => uncap(detail, patient),
  cooling_down: ({ detail = '' }, { action, world }) => {
    const [outcome = '', window = ''] = detail.split(' ')
    const path = `ledger.action.${action}.${outcome}.last`
    const last = Number(world.facts[path] ?? 0)
    const until = last + windowMs(window) + 1
    return Number.isFinite(until)
      ? later(world, until, `its pause after being ${outcome} is over`)
      : alter(world, path, null, `it was ${outcome} once, and pauses for good`)
  },
  held_out: (_, { world }) => ({
    obstacle: `This person belongs to the holdout of ${world.config.holdout?.share}, whatever they do.`,
  }),
  not_in_experiment: ({ detail = '' }, patient) => enroll(detail, patient),
  outranked: (standing, patient) => outrank(standing, patient),
  excluded_on_page: ({ detail = '' }) => ({
    obstacle: detail.startsWith('action:')
      ? 'It is on this page already, in another slot.'
      : `Another action of this page has the same ${detail.replace(':', ', ')}.`,
  }),
  content_missing_value: ({ detail = '' }, patient) =>
    patient.site.mayShow(detail)
      ? alter(patient.world, detail, '…', `its content needs ${detail}`, 'any')
      : { obstacle: `Its content names ${detail}, which is sensitive and never shown.` },
  bot: ({ outcome: _ }, { world }) =>
    alter(world, 'request.bot', false, 'a bot asked, and bots get nothing'),
  unknown_slot: (_, { slot }) => ({ obstacle: `The configuration has no slot ${slot}.` }),
  other_channel: (_, { slot, site, world }) => {
    const channel = site.slots.get(slot)?.channel ?? 'page'
    return alter(world, 'request.channel', channel, `the slot belongs to the channel ${channel}`)
  },
  not_on_page: (_, { slot, world, input }) =>
    flipped(world.config.slots?.[slot]?.page ?? {}, { world, input }),
}

function consent(purpose: string, world: World): Remedy {
  const path = `request.consent.${purpose}`
  return world.facts[path] === true
    ? alter(world, 'request.gpc', false, `Global Privacy Control withholds ${purpose}`)
    : alter(world, path, true, `consent to ${purpose} is needed`)
}

function unsuppress(detail: string, { world, input }: Patient): Remedy {
  const [kind = '', name = ''] = detail.split(/:(.*)/)
  const without = (path: string): Json => {
    const list = world.facts[path]
    return Array.isArray(list) ? list.filter((id) => String(id) !== name) : []
  }
  switch (detail.includes(':') ? kind : '') {
    case 'bought': {
      const at = world.facts[`items.${name}.bought`]
      return typeof at === 'number'
        ? later(world, at + boughtMs + 1, `the purchase of ${name} is long enough ago`)
        : alter(world, 'bought.items', without('bought.items'), `${name} was bought`)
    }
    case 'in_cart':
      return alter(world, 'cart.items', without('cart.items'), `${name} is in the cart`)
    case 'out_of_stock':
      return alter(world, `items.${name}.availability`, 'in stock', `${name} is out of stock`)
    case 'unsubscribed':
      return alter(world, 'events.Subscribed.last', world.now, `${name} was unsubscribed`)
    case 'goal':
      return alter(world, `events.${name}.last`, null, `its goal, ${name}, is reached`)
    default:
      return flipped(world.config.suppressions?.[detail]?.when ?? {}, { world, input })
  }
}

/** Caps are named by their label; the count behind it is lowered until there is room for one more. */
function uncap(label: string, { action, slot, site, world }: Patient): Remedy {
  const owned = site.actions.get(action)?.ownCaps ?? []
  const shared = site.actions.get(action)?.sharedCaps ?? []
  const caps = [...owned, ...shared, ...(site.slots.get(slot)?.caps ?? [])]
  const cap = caps.find((one) => one.label === label)
  const count = Number(world.facts[cap?.path ?? ''] ?? 0)
  if (cap === undefined || count === 0) {
    return { obstacle: `The other actions of this page use up the cap (${label}).` }
  }
  return alter(world, cap.path, Math.min(count, cap.max) - 1, `the cap (${label}) is reached`)
}

function enroll(detail: string, patient: Patient): Remedy {
  const [name = '', reason = ''] = detail.split(': ')
  const { world, input } = patient
  const experiment = world.config.experiments?.[name]
  if (reason === 'audience') return flipped(experiment?.when ?? {}, { world, input })
  if (reason === 'coverage' && experiment !== undefined) {
    const config = {
      ...world.config,
      experiments: { ...world.config.experiments, [name]: { ...experiment, coverage: 1 } },
    }
    const path = `experiments.${name}.coverage`
    const words = `the experiment ${name} covers only ${experiment.coverage}`
    const need: Need = { kind: 'config', path, from: experiment.coverage ?? 1, to: 1, words }
    return { needs: [need], world: { ...world, config } }
  }
  return { obstacle: `The hash of this person falls outside (${detail}), whatever they do.` }
}

/** More than the rival is worth: a higher tier first, then a higher value. */
function outrank({ detail, rivals = [] }: Standing, patient: Patient & { config: Action }): Remedy {
  const { action, config, site, world } = patient
  const rival = rivals.find((one) => one.action === detail)
  const rivalHelps = world.config.actions?.[detail ?? '']?.intent === 'help'
  if (world.facts['care.active'] === true && rivalHelps && config.intent !== 'help') {
    const edit: Edit = { key: 'intent', from: config.intent, to: 'help' }
    return configure(patient, edit, 'help comes first while this person needs care')
  }
  const tier = rival?.tier ?? 0
  if (tier > (config.tier ?? 0)) {
    const edit: Edit = { key: 'tier', from: config.tier, to: tier }
    return configure(patient, edit, `${detail} has tier ${tier}`)
  }
  const probability = site.actions.get(action)?.probability ?? 0
  if (probability <= 0) {
    const edit: Edit = { key: 'probability', from: 0, to: defaultProbability }
    return configure(patient, edit, 'its probability of success is 0')
  }
  const value = roundUp((rival?.score ?? 0) / probability)
  const from = typeof config.value === 'object' ? config.value.of : config.value
  return configure(patient, { key: 'value', from, to: value }, `${detail} is worth more`)
}

/** The next number of three digits above. */
function roundUp(value: number): number {
  if (value === 0) return 0.01
  const unit = 10 ** (Math.floor(Math.log10(Math.abs(value))) - 2)
  return Number(((Math.floor(value / unit) + 1) * unit).toPrecision(3))
}

const minuteMs = 60_000
/** Eight days: every weekday comes, whatever happens to the clocks. */
const searchedMinutes = 8 * 1_440

function nextDaypart(action: Action, world: World): Remedy {
  const timezone = String(world.facts['request.timezone'] ?? 'UTC')
  const holdsFor = dayparts(action)
  const minute = Math.floor(world.now / minuteMs)
  for (let ahead = 1; ahead <= searchedMinutes; ahead++) {
    const at = (minute + ahead) * minuteMs
    if (holdsFor(localTime(at, timezone)) > 0) return later(world, at, 'its time of day begins')
  }
  return { obstacle: 'None of its times of day ever comes.' }
}

function later(world: World, to: number, what: string): Remedy {
  const words = `${what} at ${formatTime(to)}`
  return { needs: [{ kind: 'time', from: world.now, to, words }], world: { ...world, now: to } }
}

/** Changes one fact; `any` when the value only stands for some value. */
function alter(world: World, path: string, to: Json, why: string, value?: 'any'): Remedy {
  const from = world.facts[path] ?? null
  const need: Need = { kind: 'fact', path, from, ...(value === 'any' ? {} : { to }), words: why }
  return { needs: [need], world: { ...world, facts: { ...world.facts, [path]: to } } }
}

/** One key of an action, as it is and as it would have to be. */
interface Edit {
  key: keyof Action
  from: Json | undefined
  to: Json
}

/** Changes one key of the action in the configuration. */
function configure({ action, world }: Patient, { key, from, to }: Edit, words: string): Remedy {
  const { actions = {} } = world.config
  const known = actions[action]
  if (known === undefined) return { obstacle: 'The configuration has no action of that name.' }
  const config = { ...world.config, actions: { ...actions, [action]: { ...known, [key]: to } } }
  const path = `actions.${action}.${key}`
  const need: Need = { kind: 'config', path, from: from ?? null, to, words }
  return { needs: [need], world: { ...world, config } }
}
